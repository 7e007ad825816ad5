package dev.stockade.server.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Where the pool gets its connections. While the database is away it tries again, at short and
/// even distances: a pool by itself tries less and less often, and would come back seconds after
/// the database does.
///
/// Waits as long as the database is away, or until the pool interrupts it at its end. Thread-safe.
final class PatientDataSource implements DataSource {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// Not there, starting up, shutting down, or full.
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  private final Connector connector;

  PatientDataSource(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      try {
        return connector.connect();
      } catch (SQLException e) {
        if (!isAway(e)) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static boolean isAway(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return AWAY.contains(state) || (state.startsWith("08") && !state.equals("08004"));
  }

  private static void pause(SQLException failure) throws SQLException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the user is the connector's");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {
    // The connector has its own.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("it logs nothing");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("this is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
