package dev.stockade.engine.ledger;

import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Entry;
import dev.stockade.core.RateLimit;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/// A collection's row, and PostgreSQL's clock when it had been read.
record Row(CollectionState state, Instant now) {
  /// Reads the columns `tenant, id, supply, stock, held, version, status, strategy, strategy_mode,
  /// strategy_reason, strategy_since`.
  static CollectionState state(ResultSet rows) throws SQLException {
    return new CollectionState(
        new CollectionId(new TenantId(rows.getString("tenant")), rows.getObject("id", UUID.class)),
        rows.getInt("supply"),
        rows.getInt("stock"),
        rows.getInt("held"),
        rows.getLong("version"),
        status(rows),
        assignment(rows));
  }

  /// Reads the columns `strategy, strategy_mode, strategy_reason, strategy_since`.
  static Assignment assignment(ResultSet rows) throws SQLException {
    return new Assignment(
        new StrategyName(rows.getString("strategy")),
        mode(rows),
        rows.getString("strategy_reason"),
        instant(rows, "strategy_since"));
  }

  /// Reads the columns `opened_strategy, opened_mode`.
  static Assignment openedAssignment(ResultSet rows) throws SQLException {
    return Assignment.opened(
        new StrategyName(rows.getString("opened_strategy")), mode(rows.getString("opened_mode")));
  }

  /// Reads the column `strategy_mode`.
  static Assignment.Mode mode(ResultSet rows) throws SQLException {
    return mode(rows.getString("strategy_mode"));
  }

  private static Assignment.Mode mode(String mode) throws SQLException {
    return switch (mode) {
      case "pinned" -> Assignment.Mode.PINNED;
      case "auto" -> Assignment.Mode.AUTO;
      default -> throw new SQLException("a mode that this version does not know: " + mode);
    };
  }

  /// As it stands in the column `strategy_mode`.
  static String mode(Assignment.Mode mode) {
    return switch (mode) {
      case PINNED -> "pinned";
      case AUTO -> "auto";
    };
  }

  static Status status(ResultSet rows) throws SQLException {
    String status = rows.getString("status");
    return switch (status) {
      case "open" -> Status.OPEN;
      case "closed" -> Status.CLOSED;
      default -> throw new SQLException("a status that this version does not know: " + status);
    };
  }

  /// Reads the columns `rate_tokens, rate_millis, rate_burst`.
  static Optional<RateLimit> limit(ResultSet rows) throws SQLException {
    int tokens = rows.getInt("rate_tokens");
    return rows.wasNull()
        ? Optional.empty()
        : Optional.of(
            new RateLimit(
                tokens, Duration.ofMillis(rows.getInt("rate_millis")), rows.getInt("rate_burst")));
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
