package dev.stockade.proof.history;

import dev.stockade.core.Assignment;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.RestockId;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Reads what collections have come to, right or wrong, with SQL of its own.
public final class Endings {
  private static final String ONE_SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

  private static final String SEARCH =
      "SELECT set_config('search_path', quote_ident(?) || ', pg_catalog, pg_temp', true)";

  private static final String READ_ROW =
      """
      SELECT supply, stock, held, accepted, version, status,
        strategy, strategy_mode, strategy_reason, strategy_since
      FROM collection WHERE tenant = ? AND id = ?""";

  private static final String READ_LOG =
      """
      SELECT sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode, reason
      FROM event WHERE tenant = ? AND collection = ? ORDER BY sequence, at""";

  private Endings() {}

  /// Reads collections in one snapshot, in a transaction of its own.
  ///
  /// @param connection outside of a transaction; it is as it was afterwards
  /// @throws SQLException where the database fails, a collection is missing, or an event cannot be
  ///   expressed, such as one that notes a negative stock; the audit names that
  public static List<Ending> read(
      Connection connection, String schema, Collection<CollectionId> collections)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      begin(connection, schema);
      var endings = new ArrayList<Ending>();
      for (CollectionId id : collections) {
        endings.add(new Ending(row(connection, id), log(connection, id)));
      }
      return endings;
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  private static void begin(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement search = connection.prepareStatement(SEARCH)) {
      statement.execute(ONE_SNAPSHOT);
      search.setString(1, schema);
      search.execute();
    }
  }

  private static Row row(Connection connection, CollectionId id) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(READ_ROW)) {
      read.setString(1, id.tenant().value());
      read.setObject(2, id.value());
      try (ResultSet row = read.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("collection " + id + " is not in the database");
        }
        return new Row(
            id,
            row.getInt("supply"),
            row.getInt("stock"),
            row.getInt("held"),
            row.getInt("accepted"),
            row.getLong("version"),
            Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            assignment(row));
      }
    }
  }

  private static Assignment assignment(ResultSet row) throws SQLException {
    return new Assignment(
        new StrategyName(row.getString("strategy")),
        mode(row),
        row.getString("strategy_reason"),
        row.getObject("strategy_since", OffsetDateTime.class).toInstant());
  }

  private static Assignment.Mode mode(ResultSet row) throws SQLException {
    return Assignment.Mode.valueOf(row.getString("strategy_mode").toUpperCase(Locale.ROOT));
  }

  private static List<Event> log(Connection connection, CollectionId id) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(READ_LOG)) {
      read.setString(1, id.tenant().value());
      read.setObject(2, id.value());
      try (ResultSet rows = read.executeQuery()) {
        var log = new ArrayList<Event>();
        while (rows.next()) {
          log.add(event(id, rows));
        }
        return log;
      }
    }
  }

  private static Event event(CollectionId id, ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    try {
      var at = row.getObject("at", OffsetDateTime.class).toInstant();
      return event(row, new Entry(sequence, at, row.getInt("stock")));
    } catch (IllegalArgumentException e) {
      throw new SQLException(
          "event %d of collection %s: %s".formatted(sequence, id, e.getMessage()), e);
    }
  }

  private static Event event(ResultSet row, Entry entry) throws SQLException {
    int quantity = row.getInt("quantity");
    var bid = new BidId(row.getObject("bid", UUID.class));
    String kind = row.getString("kind");
    return switch (kind) {
      case "accepted" -> new Event.BidAccepted(entry, bid, quantity);
      case "withdrawn" -> new Event.BidWithdrawn(entry, bid);
      case "rejected" -> new Event.BidRejected(entry, bid);
      case "released" -> new Event.AcceptanceReleased(entry, bid, quantity);
      case "restocked" ->
          new Event.Restocked(entry, new RestockId(row.getObject("restock", UUID.class)), quantity);
      case "closed" -> new Event.CollectionClosed(entry);
      case "strategy-changed" ->
          new Event.StrategyChanged(
              entry,
              new StrategyName(row.getString("strategy")),
              mode(row),
              row.getString("reason"));
      default -> throw new IllegalArgumentException("the unknown kind " + kind);
    };
  }
}
