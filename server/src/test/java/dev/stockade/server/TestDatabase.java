package dev.stockade.server;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.server.database.Connector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The PostgreSQL that the tests run on: `STOCKADE_TEST_PG`, else an embedded one that ends with
/// this process. Each use has a schema of its own.
final class TestDatabase {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final String schema =
      "test_server_%d_%d".formatted(ProcessHandle.current().pid(), SCHEMAS.incrementAndGet());

  private static final class Shared {
    static final String URL = url();

    private static String url() {
      String given = System.getenv("STOCKADE_TEST_PG");
      return given == null ? LocalPostgres.temporary(Progress.silent()).jdbcUrl() : given;
    }
  }

  static String url() {
    return Shared.URL;
  }

  static Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  Connector connector() {
    String url = url();
    return () -> DriverManager.getConnection(url);
  }

  /// A server on this schema, at a free port.
  Server start() {
    return start(Map.of());
  }

  Server start(Map<String, String> settings) {
    return start(connector(), settings);
  }

  Server start(Connector connector, Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("schema", schema);
    return Server.start(connector, ServerConfig.on(0).with(all), System.err::println);
  }

  /// Everything that the tables hold, as one text.
  String content() {
    return ask(
        """
        SELECT concat_ws(E'\\n',
          (SELECT string_agg(c::text, ' ' ORDER BY c.id) FROM %1$s.collection c),
          (SELECT string_agg(b::text, ' ' ORDER BY b.id) FROM %1$s.bid b),
          (SELECT string_agg(e::text, ' ' ORDER BY e.collection, e.sequence) FROM %1$s.event e))
        """
            .formatted(schema));
  }

  /// Holds the row of a collection until the connection is closed.
  Connection hold(String collection) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (var lock =
        connection.prepareStatement(
            "SELECT FROM " + schema + ".collection WHERE id = ?::uuid FOR UPDATE")) {
      lock.setString(1, collection);
      lock.execute();
    }
    return connection;
  }

  /// How many answers are kept.
  int answers() {
    return Integer.parseInt(ask("SELECT count(*) FROM " + schema + ".answer"));
  }

  private static String ask(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
