package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Appends to the log with the next sequence, which is unique: who comes second with a sequence
/// fails, reads the end of the log anew and tries again at once. The collection's row is not
/// touched until the load has ended.
final class EventAppendBaseline implements Contestant {
  private static final String READ_END =
      """
      SELECT stock, sequence FROM stockade.event WHERE tenant = 'default' AND collection = ?
      ORDER BY sequence DESC LIMIT 1
      """;

  private static final String READ_OPENING =
      "SELECT opened_supply, 0 FROM stockade.collection WHERE tenant = 'default' AND id = ?";

  private static final String FOLD =
      """
      UPDATE stockade.collection c
      SET stock = c.stock - e.units, accepted = c.accepted + e.units, version = e.version
      FROM (SELECT tenant, collection, sum(quantity) AS units, max(sequence) AS version
            FROM stockade.event GROUP BY tenant, collection) e
      WHERE c.tenant = e.tenant AND c.id = e.collection
      """;

  private static final int ATTEMPTS = 1_000;
  private static final Reply OVERTAKEN = new Reply.Later(Duration.ofMillis(1));

  private final FairPool pool;
  private final BidBook book;
  private final Sales sales;
  private final String readEnd;
  private final String readOpening;
  private final String fold;

  EventAppendBaseline(Ground ground, int connections) {
    this.pool = new FairPool(ground, connections);
    this.book = ground.book();
    this.sales = new Sales(ground);
    this.readEnd = Ground.in(ground.schema(), READ_END);
    this.readOpening = Ground.in(ground.schema(), READ_OPENING);
    this.fold = Ground.in(ground.schema(), FOLD);
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    UUID id = book.bid(bid).value();
    UUID collection = book.collection(bid).value();
    return pool.alone(
        connection -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
              return attempt(connection, collection, id);
            } catch (SQLException e) {
              if (!FairPool.isUniqueViolation(e)) {
                throw e;
              }
            }
          }
          return OVERTAKEN;
        });
  }

  /// Each statement commits by itself; the last one writes.
  private Reply attempt(Connection connection, UUID collection, UUID bid) throws SQLException {
    OptionalInt quantity = sales.quantity(connection, collection, bid);
    if (quantity.isEmpty()) {
      return Reply.REFUSED;
    }
    int units = quantity.getAsInt();
    Optional<Sales.Left> found = read(connection, readEnd, collection);
    Sales.Left end =
        found.isPresent() ? found.get() : read(connection, readOpening, collection).orElseThrow();
    if (end.stock() < units) {
      return Reply.REFUSED;
    }
    var left = new Sales.Left(end.stock() - units, end.sequence() + 1);
    sales.write(connection, collection, bid, units, left);
    return Reply.ACCEPTED;
  }

  private static Optional<Sales.Left> read(Connection connection, String sql, UUID collection)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(sql);
        ResultSet row = FairPool.with(read, collection).executeQuery()) {
      return row.next()
          ? Optional.of(new Sales.Left(row.getInt(1), row.getLong(2)))
          : Optional.empty();
    }
  }

  @Override
  public void finish() throws InterruptedException {
    pool.alone(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(fold);
          }
        });
  }

  @Override
  public void close() {
    pool.close();
  }
}
