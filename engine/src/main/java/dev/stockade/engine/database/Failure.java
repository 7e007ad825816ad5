package dev.stockade.engine.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// What a failed statement means: may the transaction be tried again, and may a commit have
/// happened?
///
/// Pure: looks at the exception's class and SQLSTATE alone.
final class Failure {
  /// Failures after which the same transaction may well succeed: serialization failure, deadlock,
  /// lock timeout, statement timeout, administrator or crash shutdown, starting up, too many
  /// connections, out of disk or memory, idle in transaction too long, read-only (a standby that is
  /// not promoted yet), a transaction already failed.
  private static final Set<String> PASSING =
      Set.of(
          "40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "53000", "53100", "53200",
          "53300", "25P03", "25006", "25P02");

  /// Errors with which PostgreSQL answers a COMMIT that did not happen, or a statement that was
  /// sent with it and failed before it. Whatever else ends a commit leaves a doubt.
  private static final Set<String> COMMIT_REFUSED =
      Set.of("40001", "40P01", "40002", "25P02", "25P03", "25006", "55P03");

  /// The same by their classes: data, constraints, syntax and names, unsupported, raised by
  /// functions.
  private static final Set<String> CLASSES_REFUSED = Set.of("22", "23", "42", "0A", "P0");

  private Failure() {}

  /// True where the failure is the database's or the network's and may pass: try again, as nothing
  /// was written.
  static boolean passes(SQLException e) {
    return isConnection(e) || PASSING.contains(state(e));
  }

  /// True where a failed COMMIT certainly wrote nothing.
  static boolean commitRefused(SQLException e) {
    String state = state(e);
    return COMMIT_REFUSED.contains(state)
        || (state.length() == 5 && CLASSES_REFUSED.contains(state.substring(0, 2)));
  }

  private static boolean isConnection(SQLException e) {
    return state(e).startsWith("08")
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException;
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }

  /// What an operator should know of a failure that does not pass.
  static String sentence(SQLException e) {
    String state = state(e);
    if (state.startsWith("23")) {
      return "a constraint of the database stopped a write, so nothing of it was written; this is a defect of Stockade,"
          + " please report it: "
          + e.getMessage();
    }
    return switch (state) {
      case "42P01", "3F000", "42883", "42704", "42703" ->
          "the tables of Stockade are missing or of another version; start with migration 'migrate', or apply the SQL"
              + " files by yourself: "
              + e.getMessage();
      case "42501" -> "the database user lacks a right: " + e.getMessage();
      case "28P01", "28000" -> "the database refuses this user or password: " + e.getMessage();
      case "3D000" -> "there is no such database: " + e.getMessage();
      default -> "the database failed: " + e.getMessage() + " (SQLSTATE " + state + ")";
    };
  }
}
