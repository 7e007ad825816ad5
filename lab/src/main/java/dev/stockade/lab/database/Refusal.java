package dev.stockade.lab.database;

import dev.stockade.lab.Absent;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;

/// Why a database did not let us in or do what was asked, in one sentence that says what to do.
final class Refusal {
  private Refusal() {}

  static Absent of(SQLException e, DatabaseUrl url) {
    return new Absent(sentence(e, url), e);
  }

  private static String sentence(SQLException e, DatabaseUrl url) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    return switch (state) {
      case "08001", "08006" -> unreachable(e, url);
      case "08004" ->
          noPassword(e)
              ? "PostgreSQL at %s wants a password for user '%s': set PGPASSWORD or give --password-file"
                  .formatted(url.server(), url.user())
              : "PostgreSQL at %s refuses the connection: %s".formatted(url.server(), first(e));
      case "28P01" ->
          "PostgreSQL at %s does not accept the password of user '%s': check PGPASSWORD or --password-file"
              .formatted(url.server(), url.user());
      case "28000" ->
          "PostgreSQL at %s does not let user '%s' in: %s"
              .formatted(url.server(), url.user(), first(e));
      case "3D000" ->
          "PostgreSQL at %s has no database '%s': create it, or name another in the URL"
              .formatted(url.server(), url.database());
      case "53300" ->
          "PostgreSQL at %s has no connection left: close some, or raise max_connections"
              .formatted(url.server());
      case "42501" ->
          "user '%s' lacks a right in database %s: %s".formatted(url.user(), url, first(e));
      default -> "the database %s failed: %s".formatted(url, first(e));
    };
  }

  private static String unreachable(SQLException e, DatabaseUrl url) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "there is no host of that name for PostgreSQL at %s: check the URL"
            .formatted(url.server());
      }
    }
    return "no PostgreSQL answers at %s: check that it runs, and host and port in the URL"
        .formatted(url.server());
  }

  private static boolean noPassword(SQLException e) {
    return String.valueOf(e.getMessage()).contains("no password was provided");
  }

  private static String first(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
