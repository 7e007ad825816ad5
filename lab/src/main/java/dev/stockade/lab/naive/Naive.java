package dev.stockade.lab.naive;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.core.Outcome;
import dev.stockade.core.StrategyName;
import dev.stockade.lab.Absent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/// Accepts bids without a guard: in one READ COMMITTED transaction it reads the stock and the bid,
/// decides, and writes what it computed. Between its read and its commit others read the same
/// stock, and each of them sells the same unit. Nothing is slowed down to make that happen.
///
/// It works on Stockade's own tables, so that checker and audit can judge it, but without the
/// constraints that such code would not have.
///
/// Thread-safe, apart from what it is made to show.
public final class Naive {
  public static final StrategyName NAME = new StrategyName("naive");

  private static final String DISARM =
      """
      ALTER TABLE stockade.event DROP CONSTRAINT IF EXISTS event_pkey;
      DROP INDEX IF EXISTS stockade.event_settles;
      UPDATE stockade.collection SET strategy = 'naive', opened_strategy = 'naive';
      """;

  private static final String FIND_BID =
      "SELECT quantity FROM stockade.bid WHERE tenant = ? AND id = ? AND collection = ?";

  private static final String FIND_ACCEPTANCE =
      """
      SELECT sequence, at, stock, quantity FROM stockade.event
      WHERE tenant = ? AND collection = ? AND bid = ? AND kind = 'accepted'
      """;

  private static final String READ_STOCK =
      """
      SELECT stock, accepted, version, clock_timestamp() AS now
      FROM stockade.collection WHERE tenant = ? AND id = ?
      """;

  private static final String WRITE_STOCK =
      """
      UPDATE stockade.collection SET stock = ?, accepted = ?, version = ? WHERE tenant = ? AND id = ?
      """;

  private static final String WRITE_EVENT =
      """
      INSERT INTO stockade.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
      VALUES (?, ?, ?, 'accepted', ?, ?, ?, ?)
      """;

  private final DataSource pool;
  private final String schema;

  /// Pools are unfair to virtual threads; with a fair queue in front, latencies can be compared.
  private final Semaphore gate;

  private Naive(DataSource pool, String schema, int connections) {
    this.pool = pool;
    this.schema = schema;
    this.gate = new Semaphore(connections, true);
  }

  /// Takes the guards off the tables of a schema, for good, and sets up on them.
  ///
  /// @param schema of this run only
  /// @throws Absent where the database failed
  public static Naive on(DataSource pool, String schema, int connections) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(in(schema, DISARM));
      return new Naive(pool, schema, connections);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Accepts a bid, or does not.
  ///
  /// @throws Absent where the database failed
  public Outcome accept(CollectionId collection, BidId bid) throws InterruptedException {
    gate.acquire();
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Decision decision = decide(connection, collection, bid);
      connection.commit();
      return decision;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      gate.release();
    }
  }

  private Decision decide(Connection connection, CollectionId collection, BidId bid)
      throws SQLException {
    Stock read = readStock(connection, collection);
    Optional<Integer> quantity = findBid(connection, collection, bid);
    if (quantity.isEmpty()) {
      return new Decision.UnknownBid();
    }
    Optional<Decision> earlier = findAcceptance(connection, collection, bid);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    if (read.stock() == 0) {
      return new Decision.SoldOut();
    }
    if (read.stock() < quantity.get()) {
      return new Decision.NotEnoughStock(quantity.get(), read.stock());
    }
    Stock written = read.less(quantity.get());
    writeStock(connection, collection, written);
    writeEvent(connection, collection, bid, quantity.get(), written);
    var entry = new Entry(written.version(), written.now(), written.stock());
    return new Decision.Accepted(bid, quantity.get(), entry, false);
  }

  private record Stock(int stock, int accepted, long version, Instant now) {
    Stock less(int quantity) {
      return new Stock(stock - quantity, accepted + quantity, version + 1, now);
    }
  }

  private Optional<Integer> findBid(Connection connection, CollectionId collection, BidId bid)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(in(schema, FIND_BID))) {
      find.setString(1, collection.tenant().value());
      find.setObject(2, bid.value());
      find.setObject(3, collection.value());
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? Optional.of(row.getInt("quantity")) : Optional.empty();
      }
    }
  }

  private Optional<Decision> findAcceptance(
      Connection connection, CollectionId collection, BidId bid) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(in(schema, FIND_ACCEPTANCE))) {
      find.setString(1, collection.tenant().value());
      find.setObject(2, collection.value());
      find.setObject(3, bid.value());
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var entry =
            new Entry(
                row.getLong("sequence"), row.getTimestamp("at").toInstant(), row.getInt("stock"));
        return Optional.of(new Decision.Accepted(bid, row.getInt("quantity"), entry, true));
      }
    }
  }

  private Stock readStock(Connection connection, CollectionId collection) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(in(schema, READ_STOCK))) {
      read.setString(1, collection.tenant().value());
      read.setObject(2, collection.value());
      try (ResultSet row = read.executeQuery()) {
        row.next();
        return new Stock(
            row.getInt("stock"),
            row.getInt("accepted"),
            row.getLong("version"),
            row.getTimestamp("now").toInstant());
      }
    }
  }

  private void writeStock(Connection connection, CollectionId collection, Stock stock)
      throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(in(schema, WRITE_STOCK))) {
      write.setInt(1, stock.stock());
      write.setInt(2, stock.accepted());
      write.setLong(3, stock.version());
      write.setString(4, collection.tenant().value());
      write.setObject(5, collection.value());
      write.executeUpdate();
    }
  }

  private void writeEvent(
      Connection connection, CollectionId collection, BidId bid, int quantity, Stock stock)
      throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(in(schema, WRITE_EVENT))) {
      write.setString(1, collection.tenant().value());
      write.setObject(2, collection.value());
      write.setLong(3, stock.version());
      write.setInt(4, quantity);
      write.setInt(5, stock.stock());
      write.setTimestamp(6, Timestamp.from(stock.now()));
      write.setObject(7, bid.value());
      write.executeUpdate();
    }
  }

  private static Absent failed(SQLException e) {
    return new Absent("the database failed under the naive code: " + e.getMessage(), e);
  }

  private static String in(String schema, String sql) {
    return sql.replace("stockade.", schema + ".");
  }
}
