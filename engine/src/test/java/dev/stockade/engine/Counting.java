package dev.stockade.engine;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/// The trap of event sourcing: the stock is what the events add up to, and an event is appended to
/// them, but nothing compares the sequence that was counted with the one that is next. Everything
/// is in one transaction, and it oversells.
final class Counting {
  /// Such a log has no order of its own, and nobody keeps a stock that could go below zero.
  private static final String DISARM =
      """
      ALTER TABLE stockade.event DROP CONSTRAINT IF EXISTS event_pkey;
      DROP INDEX IF EXISTS stockade.event_settles;
      ALTER TABLE stockade.collection DROP CONSTRAINT IF EXISTS collection_stock_check;
      """;

  private static final String FIND_BID =
      "SELECT quantity FROM stockade.bid WHERE tenant = ? AND id = ? AND collection = ?";

  private static final String FIND_ACCEPTANCE =
      "SELECT sequence, at, stock FROM stockade.event WHERE tenant = ? AND bid = ? AND kind = 'accepted'";

  private static final String COUNT_EVENTS =
      """
      SELECT c.opened_supply - coalesce(sum(e.quantity), 0) AS stock, count(e.sequence) AS events,
             clock_timestamp() AS now
      FROM stockade.collection c LEFT JOIN stockade.event e ON e.tenant = c.tenant AND e.collection = c.id
      WHERE c.tenant = ? AND c.id = ? GROUP BY c.opened_supply
      """;

  private static final String APPEND_EVENT =
      """
      INSERT INTO stockade.event (tenant, collection, bid, quantity, sequence, stock, at, kind)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'accepted')
      """;

  /// The row follows the events. It is not looked at when a bid is accepted.
  private static final String FOLLOW =
      """
      UPDATE stockade.collection SET stock = stock - ?, accepted = accepted + ?, version = version + 1
      WHERE tenant = ? AND id = ?
      """;

  private final DataSource pool;
  private final String schema;

  private Counting(DataSource pool, String schema) {
    this.pool = pool;
    this.schema = schema;
  }

  /// Takes the guards off the tables of a schema and sets up on them.
  static Counting on(DataSource pool, String schema) throws SQLException {
    var counting = new Counting(pool, schema);
    try (Connection connection = pool.getConnection();
        Statement disarm = connection.createStatement()) {
      disarm.execute(counting.in(DISARM));
    }
    return counting;
  }

  Decision accept(Command.Accept accept) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Decision decision = decide(connection, accept);
      connection.commit();
      return decision;
    }
  }

  private record Counted(int stock, long events, Instant now) {}

  private Decision decide(Connection connection, Command.Accept accept) throws SQLException {
    Optional<Entry> earlier = acceptance(connection, accept);
    int quantity = quantity(connection, accept);
    if (earlier.isPresent()) {
      return new Decision.Accepted(accept.bid(), quantity, earlier.get(), true);
    }
    Counted counted = count(connection, accept);
    if (counted.stock() <= 0) {
      return new Decision.SoldOut();
    }
    if (counted.stock() < quantity) {
      return new Decision.NotEnoughStock(quantity, counted.stock());
    }
    var entry = new Entry(counted.events() + 1, counted.now(), counted.stock() - quantity);
    append(connection, accept, quantity, entry);
    return new Decision.Accepted(accept.bid(), quantity, entry, false);
  }

  private int quantity(Connection connection, Command.Accept accept) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(in(FIND_BID))) {
      find.setString(1, accept.collection().tenant().value());
      find.setObject(2, accept.bid().value());
      find.setObject(3, accept.collection().value());
      try (ResultSet row = find.executeQuery()) {
        row.next();
        return row.getInt("quantity");
      }
    }
  }

  private Optional<Entry> acceptance(Connection connection, Command.Accept accept)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(in(FIND_ACCEPTANCE))) {
      find.setString(1, accept.collection().tenant().value());
      find.setObject(2, accept.bid().value());
      try (ResultSet row = find.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Entry(row.getLong("sequence"), instant(row, "at"), row.getInt("stock")))
            : Optional.empty();
      }
    }
  }

  private Counted count(Connection connection, Command.Accept accept) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(in(COUNT_EVENTS))) {
      count.setString(1, accept.collection().tenant().value());
      count.setObject(2, accept.collection().value());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return new Counted(row.getInt("stock"), row.getLong("events"), instant(row, "now"));
      }
    }
  }

  private void append(Connection connection, Command.Accept accept, int quantity, Entry entry)
      throws SQLException {
    try (PreparedStatement append = connection.prepareStatement(in(APPEND_EVENT));
        PreparedStatement follow = connection.prepareStatement(in(FOLLOW))) {
      append.setString(1, accept.collection().tenant().value());
      append.setObject(2, accept.collection().value());
      append.setObject(3, accept.bid().value());
      append.setInt(4, quantity);
      append.setLong(5, entry.sequence());
      append.setInt(6, entry.stock());
      append.setObject(7, entry.at().atOffset(ZoneOffset.UTC));
      append.executeUpdate();
      follow.setInt(1, quantity);
      follow.setInt(2, quantity);
      follow.setString(3, accept.collection().tenant().value());
      follow.setObject(4, accept.collection().value());
      follow.executeUpdate();
    }
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private String in(String sql) {
    return sql.replace("stockade.", schema + ".");
  }
}
