package dev.stockade.server.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Where the pool gets its connections. While the database is away it tries again, at short and
/// even distances: a pool by itself tries less and less often, and would come back seconds after
/// the database does.
///
/// Waits as long as the database is away, or until it is [ended][#end()]. Thread-safe.
final class PatientDataSource implements DataSource {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LOGIN_SECONDS = 5;

  /// Not there, starting up, shutting down, or full.
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  private final Connector connector;
  private final Consumer<String> notices;
  private final AtomicBoolean away = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  PatientDataSource(Connector connector, Consumer<String> notices) {
    this.connector = connector;
    this.notices = notices;
  }

  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      try {
        Connection connection = connector.connect();
        if (away.compareAndSet(true, false)) {
          notices.accept("the database is back");
        }
        return connection;
      } catch (SQLException e) {
        if (!isAway(e)) {
          throw e;
        }
        if (away.compareAndSet(false, true)) {
          notices.accept("the database is away, trying again: " + e.getMessage());
        }
        pause(e);
      }
    }
  }

  private static boolean isAway(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return AWAY.contains(state) || (state.startsWith("08") && !state.equals("08004"));
  }

  private void pause(SQLException failure) throws SQLException {
    try {
      if (ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  /// Waits for the database no longer.
  void end() {
    ended.countDown();
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

  /// How long the pool waits at its end for a connection that is being opened.
  @Override
  public int getLoginTimeout() {
    return LOGIN_SECONDS;
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
