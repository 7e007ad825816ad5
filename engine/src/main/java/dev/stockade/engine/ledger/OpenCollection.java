package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionState;
import dev.stockade.core.Decision;
import dev.stockade.core.RateLimit;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Opens a collection: everything is in stock and its log is empty.
public final class OpenCollection {
  private static final String OPEN_COLLECTION =
      """
      INSERT INTO stockade.collection (tenant, id, name, supply, stock, strategy, strategy_mode, opened_supply,
        opened_strategy, opened_mode, rate_tokens, rate_millis, rate_burst)
      VALUES (?, ?, ?, ?, ?, ?, ?::stockade.strategy_mode, ?, ?, ?::stockade.strategy_mode, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String AS_IT_WAS_OPENED =
      """
      SELECT tenant, id, supply, stock, held, version, status,
             strategy, strategy_mode, strategy_reason, strategy_since,
             name = ? AND opened_supply = ? AND opened_strategy = ? AND opened_mode::text = ? AS same
      FROM stockade.collection WHERE tenant = ? AND id = ?
      """;

  private final String openCollection;
  private final String asItWasOpened;

  OpenCollection(Schema schema) {
    openCollection = schema.in(OPEN_COLLECTION);
    asItWasOpened = schema.in(AS_IT_WAS_OPENED);
  }

  /// A collection that is to be opened. Its limit is no part of what it is: opening it again with
  /// another one changes nothing.
  public record Opening(CollectionState state, String name, Optional<RateLimit> limit) {}

  /// Opens collections one after the other, in the order of their keys so that two who open the
  /// same ones do not deadlock.
  public List<Optional<Decision>> open(Connection connection, List<Opening> openings)
      throws SQLException {
    return KeyOrder.each(
        openings, opening -> opening.state().id(), opening -> open(connection, opening));
  }

  /// Opens the collection, or says that it is there already: as it is asked for, or as something
  /// else.
  private Decision open(Connection connection, Opening opening) throws SQLException {
    CollectionState opened = opening.state();
    String name = opening.name();
    String mode = Row.mode(opened.assignment().mode());
    try (PreparedStatement open = connection.prepareStatement(openCollection)) {
      open.setString(1, opened.id().tenant().value());
      open.setObject(2, opened.id().value());
      open.setString(3, name);
      open.setInt(4, opened.supply());
      open.setInt(5, opened.stock());
      open.setString(6, opened.strategy().value());
      open.setString(7, mode);
      open.setInt(8, opened.supply());
      open.setString(9, opened.strategy().value());
      open.setString(10, mode);
      SetRateLimit.bind(open, 11, opening.limit());
      return open.executeUpdate() == 1
          ? new Decision.Opened(opened, false)
          : again(connection, opened, name);
    }
  }

  private Decision again(Connection connection, CollectionState opened, String name)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(asItWasOpened)) {
      read.setString(1, name);
      read.setInt(2, opened.supply());
      read.setString(3, opened.strategy().value());
      read.setString(4, Row.mode(opened.assignment().mode()));
      read.setString(5, opened.id().tenant().value());
      read.setObject(6, opened.id().value());
      try (ResultSet rows = read.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException(
              "collection " + opened.id() + " was removed while it was opened", "40001");
        }
        return rows.getBoolean("same")
            ? new Decision.Opened(Row.state(rows), true)
            : new Decision.IdInUse();
      }
    }
  }
}
