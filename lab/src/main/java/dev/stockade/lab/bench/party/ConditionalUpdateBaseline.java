package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.UUID;

/// One `UPDATE … WHERE stock >= quantity` that both checks and takes, in a transaction with the
/// read of the bid and the acceptance.
final class ConditionalUpdateBaseline implements Contestant {
  private static final String TAKE =
      """
      UPDATE stockade.collection SET stock = stock - ?, accepted = accepted + ?, version = version + 1
      WHERE tenant = 'default' AND id = ? AND status = 'open' AND stock >= ?
      RETURNING stock, version
      """;

  private final FairPool pool;
  private final BidBook book;
  private final Sales sales;
  private final String take;

  ConditionalUpdateBaseline(Ground ground, int connections) {
    this.pool = new FairPool(ground, connections);
    this.book = ground.book();
    this.sales = new Sales(ground);
    this.take = Ground.in(ground.schema(), TAKE);
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    UUID id = book.bid(bid).value();
    UUID collection = book.collection(bid).value();
    return pool.transaction(connection -> decide(connection, collection, id));
  }

  private Reply decide(Connection connection, UUID collection, UUID bid) throws SQLException {
    OptionalInt quantity = sales.quantity(connection, collection, bid);
    if (quantity.isEmpty()) {
      return Reply.REFUSED;
    }
    int units = quantity.getAsInt();
    Sales.Left left;
    try (PreparedStatement update = connection.prepareStatement(take);
        ResultSet row = FairPool.with(update, units, units, collection, units).executeQuery()) {
      if (!row.next()) {
        return Reply.REFUSED;
      }
      left = new Sales.Left(row.getInt(1), row.getLong(2));
    }
    sales.write(connection, collection, bid, units, left);
    connection.commit();
    return Reply.ACCEPTED;
  }

  @Override
  public void close() {
    pool.close();
  }
}
