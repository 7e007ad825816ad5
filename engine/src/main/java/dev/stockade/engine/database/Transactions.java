package dev.stockade.engine.database;

import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.call.Call;
import dev.stockade.engine.call.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// Runs work in transactions on the user's pool, and says how each ended.
///
/// In front of the pool stands a fair gate. Pools are not fair to virtual threads: with 200 of them
/// on 8 connections HikariCP's slowest percentile waits twenty times as long as with the gate.
///
/// Everything that a transaction needs is set within it, so that the engine is safe behind a pooler
/// that gives each transaction another session, and whatever the user's defaults are.
///
/// Thread-safe.
public final class Transactions {
  /// READ COMMITTED, because the append rechecks versions after it has waited. The timeouts end
  /// what outlives its caller.
  private static final String OPEN_TRANSACTION =
      """
      SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
      SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true),
             set_config('idle_in_transaction_session_timeout', ?, true),
             set_config('client_connection_check_interval', ?, true),
             CASE WHEN current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')
                  THEN set_config('synchronous_commit', 'on', true) END
      """;

  /// How much longer than PostgreSQL the socket waits, so that the database's own timeout is the
  /// one that is seen.
  private static final int SOCKET_GRACE_MILLIS = 500;

  private final DataSource pool;
  private final Semaphore gate;
  private final String idleMillis;
  private final String connectionCheckMillis;

  public Transactions(DataSource pool, int connections, int idleMillis, int connectionCheckMillis) {
    this.pool = pool;
    this.gate = new Semaphore(connections, true);
    this.idleMillis = Integer.toString(idleMillis);
    this.connectionCheckMillis = Integer.toString(connectionCheckMillis);
  }

  /// What is done in a transaction, and whether it wrote.
  public record Done<T>(T value, boolean wrote) {}

  @FunctionalInterface
  public interface Work<T> {
    Done<T> in(Connection connection) throws SQLException;
  }

  /// Runs the work in one transaction. Where it wrote nothing the transaction is rolled back, which
  /// costs no flush.
  ///
  /// @throws DatabaseException where trying again cannot help
  public <T> Finish<T> run(Call call, Work<T> work) throws InterruptedException {
    if (!gate.tryAcquire(call.deadline().left().toNanos(), TimeUnit.NANOSECONDS)) {
      return new Finish.TooLate<>();
    }
    try {
      return call.isLeft() || call.deadline().passed()
          ? new Finish.TooLate<>()
          : connected(call, work);
    } finally {
      gate.release();
    }
  }

  private <T> Finish<T> connected(Call call, Work<T> work) {
    Connection connection;
    try {
      connection = pool.getConnection();
    } catch (SQLException e) {
      return undone(e);
    }
    var borrowed = new Borrowed(connection);
    try {
      borrowed.begin(call.deadline());
      Done<T> done = work.in(connection);
      return done.wrote()
          ? commit(connection, call, done.value())
          : new Finish.Committed<>(done.value());
    } catch (SQLException e) {
      return undone(e);
    } finally {
      borrowed.giveBack();
    }
  }

  private static <T> Finish<T> commit(Connection connection, Call call, T value) {
    if (!call.mayCommit()) {
      return new Finish.TooLate<>();
    }
    try {
      connection.commit();
      call.touched();
      return new Finish.Committed<>(value);
    } catch (SQLException e) {
      if (Failure.commitRefused(e)) {
        call.undone();
        return undone(e);
      }
      call.touched();
      return new Finish.Unknown<>(value, e);
    }
  }

  private static <T> Finish<T> undone(SQLException e) {
    if (Failure.passes(e)) {
      return new Finish.Undone<>(e);
    }
    throw new DatabaseException(Failure.sentence(e), e);
  }

  private interface Ending {
    void run() throws SQLException;
  }

  /// A connection of the user's pool while it is ours. Confined to one thread.
  private final class Borrowed {
    private final Connection connection;
    private int networkTimeout;
    private boolean autoCommit;
    private boolean begun;

    Borrowed(Connection connection) {
      this.connection = connection;
    }

    void begin(Deadline deadline) throws SQLException {
      networkTimeout = connection.getNetworkTimeout();
      autoCommit = connection.getAutoCommit();
      begun = true;
      int left = (int) Math.max(1, deadline.left().toMillis());
      connection.setNetworkTimeout(Runnable::run, left + SOCKET_GRACE_MILLIS);
      connection.setAutoCommit(false);
      try (PreparedStatement open = connection.prepareStatement(OPEN_TRANSACTION)) {
        open.setString(1, Integer.toString(left));
        open.setString(2, Integer.toString(left));
        open.setString(3, idleMillis);
        open.setString(4, connectionCheckMillis);
        open.execute();
      }
    }

    /// Rolls back what was not committed and gives the connection back as it was; one that does not
    /// answer any more is thrown away. What was answered does not depend on it.
    void giveBack() {
      try {
        if (begun) {
          connection.rollback();
          connection.setAutoCommit(autoCommit);
          connection.setNetworkTimeout(Runnable::run, networkTimeout);
        }
      } catch (SQLException broken) {
        quietly(() -> connection.abort(Runnable::run));
      }
      quietly(connection::close);
    }

    private static void quietly(Ending ending) {
      try {
        ending.run();
      } catch (SQLException alreadyGone) {
        // There is nothing left to end.
      }
    }
  }
}
