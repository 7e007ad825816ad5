package dev.stockade.engine.database;

import dev.stockade.engine.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings the tables of a schema to this version, or says what is wrong with them. The history is
/// in the schema's own table `stockade_migration`, so that it does not meet the migrations of the
/// service that embeds the engine.
///
/// It works on a thread of its own, which is interrupted when its time is over: a network that
/// swallows what is sent must not hold up for ever who starts.
public final class Migrations {
  private static final int OLDEST_POSTGRES = 150_000;

  private final DataSource database;
  private final Schema schema;
  private final Limits limits;

  /// @param look how long it may take to see what tables there are
  /// @param change how long it may take to make or change them
  public record Limits(Duration look, Duration change) {}

  public Migrations(DataSource database, Schema schema, Limits limits) {
    this.database = database;
    this.schema = schema;
    this.limits = limits;
  }

  /// Creates or updates the tables, where they are not those of this version.
  ///
  /// @throws DatabaseException with one sentence where that cannot be done
  public void migrate() {
    if (within(limits.look(), this::areBehind)) {
      within(limits.change(), () -> flyway().migrate());
    }
  }

  /// Checks that the tables are those of this version, and changes nothing.
  ///
  /// @throws DatabaseException with one sentence where they are not
  public void validate() {
    within(
        limits.look(),
        () -> {
          checkDatabase();
          flyway().validate();
          return true;
        });
  }

  /// Whether the tables are missing or of an earlier version. Throws where they are of none.
  private boolean areBehind() {
    checkDatabase();
    Flyway flyway = flyway();
    boolean behind = flyway.info().pending().length > 0;
    if (!behind) {
      flyway.validate();
    }
    return behind;
  }

  private <T> T within(Duration limit, Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().name("stockade-migration").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new DatabaseException(
          "the database did not say within %d ms what became of the tables: check that it runs, and start again"
              .formatted(limit.toMillis()),
          e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new DatabaseException("starting was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FlywayException flyway) {
        throw refusal(flyway);
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private Flyway flyway() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .defaultSchema(schema.name())
        .schemas(schema.name())
        .table("stockade_migration")
        .locations("classpath:dev/stockade/engine/migration")
        .lockRetryCount(secondsToChange())
        .load();
  }

  /// How often Flyway asks, once a second, whether another node that migrates is done.
  private int secondsToChange() {
    return Math.max(1, Math.toIntExact(limits.change().toSeconds()));
  }

  private void checkDatabase() {
    try (Connection connection = database.getConnection()) {
      var metadata = connection.getMetaData();
      if (!metadata.getDatabaseProductName().equals("PostgreSQL")) {
        throw new DatabaseException(
            "Stockade needs PostgreSQL; this is " + metadata.getDatabaseProductName());
      }
      try (var rows = connection.createStatement().executeQuery("SHOW server_version_num")) {
        rows.next();
        if (rows.getInt(1) < OLDEST_POSTGRES) {
          throw new DatabaseException(
              "Stockade needs PostgreSQL 15 or newer; this is "
                  + metadata.getDatabaseProductVersion());
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(Failure.sentence(e), e);
    }
  }

  private DatabaseException refusal(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new DatabaseException(Failure.sentence(sql), e);
      }
    }
    if (e instanceof FlywayValidateException) {
      return new DatabaseException(
          "the tables in schema '%s' are missing or not of this version; start with migration 'migrate'"
              .formatted(schema.name()),
          e);
    }
    return new DatabaseException(
        "schema '%s' holds something that is not Stockade's; name another schema (%s)"
            .formatted(schema.name(), firstLine(e)),
        e);
  }

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
