package dev.stockade.lab;

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

/// The PostgreSQL of this JVM's tests: the one that `STOCKADE_TEST_PG` (a JDBC URL) names, else an
/// embedded one.
public final class TestDatabase {
  /// A screen that nobody sees.
  public static final Screen DARK =
      new Screen(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);

  private static final Database DATABASE = open();

  private TestDatabase() {}

  public static Database get() {
    return DATABASE;
  }

  /// The scratch schemas that are there.
  public static List<String> scratchSchemas() throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT nspname FROM pg_namespace WHERE nspname ~ '^stockade_(race|replay|test)_'")) {
      var schemas = new ArrayList<String>();
      while (rows.next()) {
        schemas.add(rows.getString(1));
      }
      return schemas;
    }
  }

  private static Database open() {
    String given = System.getenv("STOCKADE_TEST_PG");
    return given == null ? Database.temporary(DARK) : Database.given(DatabaseUrl.parse(given));
  }
}
