package dev.stockade.server.database;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.PostgresUnavailable;
import dev.stockade.embedded.Progress;
import dev.stockade.engine.DatabaseException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// The PostgreSQL that lives in a directory: started here, or taken over from a server that was
/// killed, and started again where it is killed itself. Thread-safe.
public final class LocalDatabase implements AutoCloseable {
  private static final String CONNECT_SECONDS = "5";

  /// A statement whose answer takes longer has lost its connection. Every deadline is shorter.
  private static final String ANSWER_SECONDS = "90";

  private final Path directory;
  private final Progress progress;
  private LocalPostgres postgres;
  private Runnable last = () -> {};
  private boolean closed;

  private LocalDatabase(Path directory, Progress progress, LocalPostgres postgres) {
    this.directory = directory;
    this.progress = progress;
    this.postgres = postgres;
  }

  /// Opens it; the directory is created if it is absent.
  ///
  /// @throws PostgresUnavailable where it cannot be started
  /// @throws DatabaseException where another process has it
  public static LocalDatabase at(Path directory, Progress progress) {
    LocalPostgres postgres = LocalPostgres.at(directory, progress);
    if (postgres.guest()) {
      throw new DatabaseException(
          "another process uses the database in %s: end it, or choose another directory"
              .formatted(directory));
    }
    progress.say(postgres + " is ready: " + postgres.durability());
    return new LocalDatabase(directory, progress, postgres);
  }

  /// Has the end of this process run `last`, and wait for it, before PostgreSQL is stopped.
  public synchronized void stopAfter(Runnable last) {
    this.last = last;
    postgres.stopAfter(last);
  }

  /// A connection of its own. Where PostgreSQL is gone, starts it again.
  public Connection connect() throws SQLException {
    LocalPostgres seen = current();
    try {
      return open(seen);
    } catch (SQLException e) {
      if (e.getCause() instanceof ConnectException) {
        revive(seen);
        return open(current());
      }
      throw e;
    }
  }

  private synchronized LocalPostgres current() {
    return postgres;
  }

  private static Connection open(LocalPostgres postgres) throws SQLException {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "stockade");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", ANSWER_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(postgres.jdbcUrl(), properties);
  }

  private synchronized void revive(LocalPostgres seen) throws SQLException {
    if (closed || postgres != seen) {
      return;
    }
    progress.say("PostgreSQL is gone; starting it again");
    try {
      postgres.close();
      postgres = LocalPostgres.at(directory, progress);
      postgres.stopAfter(last);
      progress.say(postgres + " is ready: " + postgres.durability());
    } catch (PostgresUnavailable | IllegalStateException e) {
      throw new SQLException(e.getMessage(), "08001", e);
    }
  }

  /// Stops it. What is connected breaks.
  @Override
  public synchronized void close() {
    closed = true;
    postgres.close();
  }
}
