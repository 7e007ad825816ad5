package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionState;
import dev.stockade.core.Status;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;

/// Leaves a snapshot of a collection, in place of an earlier one. It is a shortcut through the log
/// and never the truth.
final class SaveSnapshot {
  private static final String SAVE_SNAPSHOT =
      """
      INSERT INTO stockade.snapshot AS p (tenant, collection, sequence, supply, stock, held, status,
        strategy, strategy_mode, strategy_reason, strategy_since)
      VALUES (?, ?, ?, ?, ?, ?, ?::stockade.collection_status, ?, ?::stockade.strategy_mode, ?, ?)
      ON CONFLICT (tenant, collection) DO UPDATE SET
        sequence = excluded.sequence, supply = excluded.supply, stock = excluded.stock, held = excluded.held,
        status = excluded.status, strategy = excluded.strategy, strategy_mode = excluded.strategy_mode,
        strategy_reason = excluded.strategy_reason, strategy_since = excluded.strategy_since
      WHERE p.sequence < excluded.sequence
      """;

  private final String saveSnapshot;

  SaveSnapshot(Schema schema) {
    saveSnapshot = schema.in(SAVE_SNAPSHOT);
  }

  void save(Connection connection, CollectionState state) throws SQLException {
    try (PreparedStatement save = connection.prepareStatement(saveSnapshot)) {
      save.setString(1, state.id().tenant().value());
      save.setObject(2, state.id().value());
      save.setLong(3, state.version());
      save.setInt(4, state.supply());
      save.setInt(5, state.stock());
      save.setInt(6, state.held());
      save.setString(7, state.status() == Status.OPEN ? "open" : "closed");
      save.setString(8, state.strategy().value());
      save.setString(9, Row.mode(state.assignment().mode()));
      save.setString(10, state.assignment().reason());
      save.setObject(11, state.assignment().since().atOffset(ZoneOffset.UTC));
      save.executeUpdate();
    }
  }
}
