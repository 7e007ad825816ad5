package dev.stockade.lab.arena;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.RestockId;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Reads what a collection has come to, right or wrong, without the engine's code.
final class Endings {
  private static final String READ_ROW =
      """
      SELECT supply, stock, held, accepted, version, status, strategy
      FROM stockade.collection WHERE tenant = ? AND id = ?
      """;

  private static final String READ_LOG =
      """
      SELECT sequence, kind, quantity, stock, at, bid, restock, strategy, reason
      FROM stockade.event WHERE tenant = ? AND collection = ? ORDER BY sequence, at
      """;

  private Endings() {}

  static Ending read(Connection connection, String schema, CollectionId id) throws SQLException {
    return new Ending(row(connection, schema, id), log(connection, schema, id));
  }

  private static Row row(Connection connection, String schema, CollectionId id)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(in(schema, READ_ROW))) {
      read.setString(1, id.tenant().value());
      read.setObject(2, id.value());
      try (ResultSet row = read.executeQuery()) {
        row.next();
        return new Row(
            id,
            row.getInt("supply"),
            row.getInt("stock"),
            row.getInt("held"),
            row.getInt("accepted"),
            row.getLong("version"),
            Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            new StrategyName(row.getString("strategy")));
      }
    }
  }

  private static List<Event> log(Connection connection, String schema, CollectionId id)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(in(schema, READ_LOG))) {
      read.setString(1, id.tenant().value());
      read.setObject(2, id.value());
      try (ResultSet rows = read.executeQuery()) {
        var log = new ArrayList<Event>();
        while (rows.next()) {
          log.add(event(rows));
        }
        return log;
      }
    }
  }

  private static Event event(ResultSet row) throws SQLException {
    var entry =
        new Entry(row.getLong("sequence"), row.getTimestamp("at").toInstant(), row.getInt("stock"));
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
              entry, new StrategyName(row.getString("strategy")), row.getString("reason"));
      default -> throw new SQLException("the log has an event of the unknown kind " + kind);
    };
  }

  private static String in(String schema, String sql) {
    return sql.replace("stockade.", schema + ".");
  }
}
