package dev.stockade.lab;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.database.DatabaseUrl;
import dev.stockade.lab.report.Screen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The PostgreSQL of this JVM's tests: the one that `STOCKADE_TEST_PG` (a JDBC URL) names, else an
/// embedded one.
public final class TestDatabase {
  /// A screen that nobody sees.
  public static final Screen DARK =
      new Screen(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);

  private static final String URL =
      Optional.ofNullable(System.getenv("STOCKADE_TEST_PG"))
          .orElseGet(() -> LocalPostgres.temporary(Progress.silent()).jdbcUrl());

  private static final Database DATABASE = Database.given(DatabaseUrl.parse(URL));

  private TestDatabase() {}

  public static Database get() {
    return DATABASE;
  }

  /// With user and password.
  public static String jdbcUrl() {
    return URL;
  }

  /// The scratch schemas that are there.
  public static List<String> scratchSchemas() throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT nspname FROM pg_namespace WHERE nspname ~ '^stockade_(race|replay|bench|test)_'")) {
      var schemas = new ArrayList<String>();
      while (rows.next()) {
        schemas.add(rows.getString(1));
      }
      return schemas;
    }
  }
}
