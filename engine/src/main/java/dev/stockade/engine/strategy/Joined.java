package dev.stockade.engine.strategy;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// Decides within a transaction that is the caller's, so that the decision and the caller's own
/// rows commit together.
///
/// The row stays locked until the caller ends the transaction. Whatever the caller's settings are,
/// the wait for the lock is bounded and the commit will be durable; the caller's own lock timeout,
/// where there is one, is kept.
///
/// Thread-safe.
public final class Joined {
  private static final String BOUND_THE_WAIT =
      """
      SELECT current_setting('lock_timeout') AS was,
             CASE WHEN current_setting('lock_timeout') = '0' THEN set_config('lock_timeout', ?, true) END
      """;

  private static final String RESTORE_THE_WAIT = "SELECT set_config('lock_timeout', ?, true)";

  private final Decider decider;
  private final Guard guard;

  /// @param guard one that holds its lock until the transaction ends
  public Joined(Decider decider, Guard guard) {
    this.decider = decider;
    this.guard = guard;
  }

  /// Decides the command; the decision binds once the caller commits.
  ///
  /// @param wait how long to wait for the row where the caller's transaction sets no bound
  /// @throws SQLException where the database failed: the transaction is broken, roll it back and
  ///   start anew
  public Decision decide(Connection connection, Command command, Duration wait)
      throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException(
          "the connection commits by itself; call setAutoCommit(false) to have a transaction that can be joined");
    }
    String was = boundTheWait(connection, wait);
    Decision decision = decider.decideWithin(connection, command, guard);
    try (PreparedStatement restore = connection.prepareStatement(RESTORE_THE_WAIT)) {
      restore.setString(1, was);
      restore.execute();
    }
    return decision;
  }

  private static String boundTheWait(Connection connection, Duration wait) throws SQLException {
    try (PreparedStatement bound = connection.prepareStatement(BOUND_THE_WAIT)) {
      bound.setString(1, Long.toString(Math.max(1, wait.toMillis())));
      try (ResultSet rows = bound.executeQuery()) {
        rows.next();
        return rows.getString("was");
      }
    }
  }
}
