package dev.stockade.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.engine.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// The server's connections. As many as the engine uses at once, and one for the question whether
/// the database answers. Thread-safe.
public final class ConnectionPool implements AutoCloseable {
  /// How long somebody waits for a connection. The engine's gate sees to it that one is free, so
  /// waiting longer means that the database is away.
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final int ANSWER_SECONDS = 1;

  /// Each takes at most two seconds.
  private static final int FIRST_ATTEMPTS = 10;

  private final PatientDataSource source;
  private final HikariDataSource pool;

  private ConnectionPool(PatientDataSource source, HikariDataSource pool) {
    this.source = source;
    this.pool = pool;
  }

  /// A pool that fills itself while the database is there.
  ///
  /// @param engineConnections that the engine uses at once
  /// @param notices hears when the database goes away and when it is back
  public static ConnectionPool over(
      Connector connector, int engineConnections, Consumer<String> notices) {
    var source = new PatientDataSource(connector, notices);
    var config = new HikariConfig();
    config.setPoolName("stockade");
    config.setDataSource(source);
    config.setMaximumPoolSize(engineConnections + 1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setValidationTimeout(WAIT.toMillis());
    config.setInitializationFailTimeout(-1);
    return new ConnectionPool(source, new HikariDataSource(config));
  }

  public DataSource dataSource() {
    return pool;
  }

  /// Whether the database answers now.
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Returns when the database answers.
  ///
  /// @throws DatabaseException where it does not within some seconds
  public void await() {
    for (int attempt = 1; !answers(); attempt++) {
      if (attempt == FIRST_ATTEMPTS) {
        throw new DatabaseException("the database does not answer: check that it runs");
      }
    }
  }

  @Override
  public void close() {
    source.end();
    pool.close();
  }
}
