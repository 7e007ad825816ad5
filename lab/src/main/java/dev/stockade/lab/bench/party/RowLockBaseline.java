package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// What most write: a transaction that reads the bid, locks the collection's row, checks, updates
/// the row and inserts the acceptance. Five statements with the commit. The bid is read before the
/// lock, which is held for as short as five statements allow.
final class RowLockBaseline implements Contestant {
  private static final String LOCK =
      """
      SELECT stock, version FROM stockade.collection
      WHERE tenant = 'default' AND id = ? AND status = 'open' FOR UPDATE
      """;

  private static final String UPDATE =
      """
      UPDATE stockade.collection SET stock = stock - ?, accepted = accepted + ?, version = version + 1
      WHERE tenant = 'default' AND id = ?
      """;

  private final FairPool pool;
  private final BidBook book;
  private final Sales sales;
  private final String lock;
  private final String update;

  RowLockBaseline(Ground ground, int connections) {
    this.pool = new FairPool(ground, connections);
    this.book = ground.book();
    this.sales = new Sales(ground);
    this.lock = Ground.in(ground.schema(), LOCK);
    this.update = Ground.in(ground.schema(), UPDATE);
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
    Optional<Sales.Left> left = Sales.left(connection, lock, collection, units);
    if (left.isEmpty()) {
      return Reply.REFUSED;
    }
    try (PreparedStatement change = connection.prepareStatement(update)) {
      FairPool.with(change, units, units, collection).executeUpdate();
    }
    sales.write(connection, collection, bid, units, left.get());
    connection.commit();
    return Reply.ACCEPTED;
  }

  @Override
  public void close() {
    pool.close();
  }
}
