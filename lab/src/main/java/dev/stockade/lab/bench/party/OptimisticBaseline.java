package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A version column with retry: reads without a lock, and writes where the version is still the one
/// that was read. Who was overtaken tries again at once on the same connection, which was faster
/// than going back into the line.
final class OptimisticBaseline implements Contestant {
  private static final String READ =
      """
      SELECT stock, version FROM stockade.collection WHERE tenant = 'default' AND id = ? AND status = 'open'
      """;

  private static final String UPDATE =
      """
      UPDATE stockade.collection SET stock = stock - ?, accepted = accepted + ?, version = version + 1
      WHERE tenant = 'default' AND id = ? AND version = ?
      """;

  private static final int ATTEMPTS = 1_000;
  private static final Reply OVERTAKEN = new Reply.Later(Duration.ofMillis(1));

  private final FairPool pool;
  private final BidBook book;
  private final Sales sales;
  private final String read;
  private final String update;

  OptimisticBaseline(Ground ground, int connections) {
    this.pool = new FairPool(ground, connections);
    this.book = ground.book();
    this.sales = new Sales(ground);
    this.read = Ground.in(ground.schema(), READ);
    this.update = Ground.in(ground.schema(), UPDATE);
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    UUID id = book.bid(bid).value();
    UUID collection = book.collection(bid).value();
    return pool.transaction(
        connection -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Reply reply = attempt(connection, collection, id);
            if (!(reply instanceof Reply.Later)) {
              return reply;
            }
            connection.rollback();
          }
          return OVERTAKEN;
        });
  }

  private Reply attempt(Connection connection, UUID collection, UUID bid) throws SQLException {
    OptionalInt quantity = sales.quantity(connection, collection, bid);
    if (quantity.isEmpty()) {
      return Reply.REFUSED;
    }
    int units = quantity.getAsInt();
    Optional<Sales.Left> left = Sales.left(connection, read, collection, units);
    if (left.isEmpty()) {
      return Reply.REFUSED;
    }
    try (PreparedStatement change = connection.prepareStatement(update)) {
      FairPool.with(change, units, units, collection, left.get().sequence() - 1);
      if (change.executeUpdate() == 0) {
        return OVERTAKEN;
      }
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
