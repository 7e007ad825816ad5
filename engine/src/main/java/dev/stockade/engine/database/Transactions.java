package dev.stockade.engine.database;

import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.call.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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

  /// The first half of a transaction: reads, and finds out what is to be written.
  @FunctionalInterface
  public interface Work<R extends Round> {
    R in(Transaction transaction) throws SQLException;
  }

  /// The second half of a transaction.
  public interface Round {
    /// False where there is nothing to write: the transaction is rolled back, which costs no flush.
    boolean writes();

    /// Writes. Where it did not commit, that is done after it.
    void write(Transaction transaction) throws SQLException;
  }

  /// Runs the work in one transaction.
  ///
  /// @throws DatabaseException where trying again cannot help
  public <R extends Round> Finish<R> run(Deadline deadline, Work<R> work)
      throws InterruptedException {
    if (!gate.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
      return new Finish.TooLate<>();
    }
    try {
      return deadline.passed() ? new Finish.TooLate<>() : connected(deadline, work);
    } finally {
      gate.release();
    }
  }

  /// True where a transaction would begin at once.
  public boolean hasRoom() {
    return gate.availablePermits() > 0 && !gate.hasQueuedThreads();
  }

  private <R extends Round> Finish<R> connected(Deadline deadline, Work<R> work) {
    Connection connection;
    try {
      connection = pool.getConnection();
    } catch (SQLException e) {
      return undone(e);
    }
    var borrowed = new Borrowed(connection);
    try {
      Transaction transaction = borrowed.begin(deadline);
      R round = work.in(transaction);
      Finish<R> finish = round.writes() ? write(transaction, round) : new Finish.Committed<>(round);
      if (finish instanceof Finish.Unknown) {
        borrowed.distrust();
      }
      return finish;
    } catch (SQLException e) {
      return undone(e);
    } finally {
      borrowed.giveBack();
    }
  }

  private static <R extends Round> Finish<R> write(Transaction transaction, R round)
      throws SQLException {
    try {
      round.write(transaction);
      transaction.commit();
      return new Finish.Committed<>(round);
    } catch (SQLException e) {
      if (transaction.mayHaveCommitted(e)) {
        return new Finish.Unknown<>(round, e);
      }
      throw e;
    } catch (RuntimeException | Error e) {
      if (transaction.mayHaveCommitted()) {
        return new Finish.Unknown<>(round, new SQLException(e));
      }
      throw e;
    }
  }

  private static <R> Finish<R> undone(SQLException e) {
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

    Transaction begin(Deadline deadline) throws SQLException {
      networkTimeout = connection.getNetworkTimeout();
      autoCommit = connection.getAutoCommit();
      begun = true;
      int left = (int) Math.max(1, deadline.left().toMillis());
      connection.setNetworkTimeout(Runnable::run, left + SOCKET_GRACE_MILLIS);
      connection.setAutoCommit(false);
      String timeout = Integer.toString(left);
      return Transaction.of(
          connection, List.of(timeout, timeout, idleMillis, connectionCheckMillis));
    }

    /// What it would answer next may be the answer to something else.
    void distrust() {
      begun = false;
      quietly(() -> connection.abort(Runnable::run));
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
      } catch (SQLException | RuntimeException | Error broken) {
        distrust();
      }
      quietly(connection::close);
    }

    private static void quietly(Ending ending) {
      try {
        ending.run();
      } catch (SQLException | RuntimeException | Error alreadyGone) {
        // There is nothing left to end.
      }
    }
  }
}
