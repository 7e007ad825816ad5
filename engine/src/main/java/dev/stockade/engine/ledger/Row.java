package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Entry;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/// A collection's row, and PostgreSQL's clock when it had been read.
record Row(CollectionState state, Instant now) {
  /// Reads the columns `tenant, id, supply, stock, held, version, status, strategy`.
  static CollectionState state(ResultSet rows) throws SQLException {
    return new CollectionState(
        new CollectionId(new TenantId(rows.getString("tenant")), rows.getObject("id", UUID.class)),
        rows.getInt("supply"),
        rows.getInt("stock"),
        rows.getInt("held"),
        rows.getLong("version"),
        status(rows),
        new StrategyName(rows.getString("strategy")));
  }

  static Status status(ResultSet rows) throws SQLException {
    return rows.getString("status").equals("open") ? Status.OPEN : Status.CLOSED;
  }

  static Instant instant(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  /// Reads the columns `…_sequence, …_at, …_stock`.
  static Entry entry(ResultSet rows, String prefix) throws SQLException {
    return new Entry(
        rows.getLong(prefix + "_sequence"),
        instant(rows, prefix + "_at"),
        rows.getInt(prefix + "_stock"));
  }
}
