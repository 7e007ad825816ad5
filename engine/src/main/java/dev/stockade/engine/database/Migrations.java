package dev.stockade.engine.database;

import dev.stockade.engine.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings the tables of a schema to this version, or says what is wrong with them. The history is
/// in the schema's own table `stockade_migration`, so that it does not meet the migrations of the
/// service that embeds the engine.
public final class Migrations {
  private static final int OLDEST_POSTGRES = 150_000;

  private final DataSource database;
  private final Schema schema;

  public Migrations(DataSource database, Schema schema) {
    this.database = database;
    this.schema = schema;
  }

  /// Creates or updates the tables.
  ///
  /// @throws DatabaseException with one sentence where that cannot be done
  public void migrate() {
    checkDatabase();
    try {
      flyway().migrate();
    } catch (FlywayException e) {
      throw refusal(e);
    }
  }

  /// Checks that the tables are those of this version, and changes nothing.
  ///
  /// @throws DatabaseException with one sentence where they are not
  public void validate() {
    checkDatabase();
    try {
      flyway().validate();
    } catch (FlywayException e) {
      throw refusal(e);
    }
  }

  private Flyway flyway() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .defaultSchema(schema.name())
        .schemas(schema.name())
        .table("stockade_migration")
        .locations("classpath:dev/stockade/engine/migration")
        .load();
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
