package dev.stockade.lab.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.PostgresUnavailable;
import dev.stockade.embedded.Progress;
import dev.stockade.lab.Absent;
import dev.stockade.lab.report.Screen;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.postgresql.PGProperty;

/// A PostgreSQL that is there and lets us in. Thread-safe.
public final class Database implements AutoCloseable {
  /// For the connection, and again for the log-in: a server that takes the one may be silent in the
  /// other.
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

  /// A statement whose answer takes longer has lost its connection. Every deadline is shorter.
  private static final Duration ANSWER_TIME = Duration.ofSeconds(90);

  /// How long a pool may take to give a connection.
  private static final Duration POOL_TIME = Duration.ofSeconds(30);

  private final DatabaseUrl url;
  private final String name;
  private final Runnable end;

  private Database(DatabaseUrl url, String name, Runnable end) {
    this.url =
        url.withDefault(PGProperty.APPLICATION_NAME, "stockade")
            .withDefault(PGProperty.CONNECT_TIMEOUT, Long.toString(CONNECT_TIME.toSeconds()))
            .withDefault(PGProperty.LOGIN_TIMEOUT, Long.toString(CONNECT_TIME.toSeconds()))
            .withDefault(PGProperty.SOCKET_TIMEOUT, Long.toString(ANSWER_TIME.toSeconds()))
            .withDefault(PGProperty.TCP_KEEP_ALIVE, "true");
    this.name = name;
    this.end = end;
  }

  /// One that runs already.
  ///
  /// @throws Absent where it does not answer or does not let us in
  public static Database given(DatabaseUrl url) {
    var database = new Database(url, url.toString(), () -> {});
    try (var _ = database.connect()) {
      return database;
    } catch (SQLException e) {
      throw Refusal.of(e, url);
    }
  }

  /// A new, empty one that is gone after [#close] or when this process ends.
  ///
  /// @throws Absent where it cannot be started
  public static Database temporary(Screen screen) {
    return local(screen, LocalPostgres::temporary);
  }

  /// The one that lives in a directory: joined where it runs, else started.
  ///
  /// @throws Absent where there is none, or it cannot be started
  public static Database at(Path directory, Screen screen) {
    return local(screen, progress -> LocalPostgres.existing(directory, progress));
  }

  private static Database local(Screen screen, Function<Progress, LocalPostgres> open) {
    long start = System.nanoTime();
    try {
      LocalPostgres postgres = open.apply(screen::step);
      // It is not ready unless they read back as on.
      screen.say(
          "%s, ready in %.1f s, fsync and synchronous_commit %s"
              .formatted(
                  postgres,
                  (System.nanoTime() - start) / 1e9,
                  postgres.durability().synchronousCommit()));
      return new Database(
          DatabaseUrl.parse(postgres.jdbcUrl()), postgres.toString(), postgres::close);
    } catch (PostgresUnavailable e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  /// A connection of its own, outside of every pool.
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.putAll(url.parameters());
    return DriverManager.getConnection(url.jdbc(), properties);
  }

  /// A connection whose statements may take as long as they need.
  public Connection connectForLong() throws SQLException {
    Connection connection = connect();
    connection.setNetworkTimeout(Runnable::run, 0);
    return connection;
  }

  /// A pool whose connections are open already.
  ///
  /// @throws Absent where they cannot be opened
  public HikariDataSource pool(int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl(url.jdbc());
    url.parameters().forEach(config::addDataSourceProperty);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(connections);
    config.setConnectionTimeout(POOL_TIME.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setPoolName("stockade-lab");
    var pool = new HikariDataSource(config);
    try {
      warm(pool, connections);
      return pool;
    } catch (SQLException e) {
      pool.close();
      throw refusal(e);
    }
  }

  /// Opens the first connections, so that no caller waits for one to be opened.
  private static void warm(HikariDataSource pool, int connections) throws SQLException {
    var open = new ArrayList<Connection>();
    try {
      for (int i = 0; i < connections; i++) {
        open.add(pool.getConnection());
      }
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  /// How other programs reach it, in the variables of libpq. Holds the password.
  public Map<String, String> libpqEnvironment() {
    return url.environment();
  }

  /// Why something failed here, in one sentence.
  public Absent refusal(SQLException e) {
    return Refusal.of(e, url);
  }

  @Override
  public void close() {
    end.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
