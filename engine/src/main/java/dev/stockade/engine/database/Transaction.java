package dev.stockade.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// A transaction while it runs. Its settings travel with its first statement and its commit with
/// its last one, each in the same round trip. Confined to one thread.
public final class Transaction {
  /// READ COMMITTED, because the append rechecks versions after it has waited. The timeouts end
  /// what outlives its caller. Each is a statement of its own, so that the timeouts hold for the
  /// one after it.
  ///
  /// Every statement looks up a few keys through an index, and its plan is made once. PostgreSQL
  /// would make one for each array of another length, which took longer than running it; and one
  /// that it makes while the tables are empty would read them whole once they are not.
  private static final String OPEN =
      """
      SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
      SELECT length(set_config('lock_timeout', ?, true)), length(set_config('statement_timeout', ?, true)),
             length(set_config('idle_in_transaction_session_timeout', ?, true)),
             length(set_config('client_connection_check_interval', ?, true)),
             length(set_config('plan_cache_mode', 'force_generic_plan', true)),
             length(set_config('enable_seqscan', 'off', true)), length(set_config('enable_hashjoin', 'off', true)),
             length(set_config('enable_mergejoin', 'off', true)), length(set_config('enable_bitmapscan', 'off', true)),
             CASE WHEN current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')
                  THEN length(set_config('synchronous_commit', 'on', true)) END
      """;

  private static final String COMMIT = "COMMIT";

  private final Connection connection;
  private final List<Object> settings;
  private boolean opened;
  private boolean commitSent;
  private boolean committed;

  private Transaction(Connection connection, List<Object> settings, boolean opened) {
    this.connection = connection;
    this.settings = settings;
    this.opened = opened;
  }

  /// One that begins with the first statement.
  ///
  /// @param settings lock timeout, statement timeout, idle timeout and interval of the connection
  ///   check, each a number of milliseconds as text
  static Transaction of(Connection connection, List<Object> settings) {
    return new Transaction(connection, settings, false);
  }

  /// One that the caller has begun and will end.
  public static Transaction joined(Connection connection) {
    return new Transaction(connection, List.of(), true);
  }

  /// The connection, with the transaction begun on it.
  public Connection connection() throws SQLException {
    if (!opened) {
      try (Script opening = script()) {
        opening.run();
      }
    }
    return connection;
  }

  /// Statements that are the next ones of this transaction.
  public Script script() {
    var script = new Script(connection);
    if (!opened) {
      opened = true;
      script.addSilently(OPEN, settings);
    }
    return script;
  }

  /// Statements that are the last ones of this transaction: the commit goes with them, and does not
  /// happen where one of them fails.
  public Script lastScript() {
    return script().before(COMMIT, () -> commitSent = true, () -> committed = true);
  }

  /// Commits, unless the last statements did.
  void commit() throws SQLException {
    if (!committed) {
      commitSent = true;
      connection.commit();
      committed = true;
    }
  }

  /// After a failure: true where the commit may have happened all the same.
  boolean mayHaveCommitted(SQLException failure) {
    return committed || (commitSent && !Failure.commitRefused(failure));
  }

  /// After a failure that is not the database's.
  boolean mayHaveCommitted() {
    return committed || commitSent;
  }
}
