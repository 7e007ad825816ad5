package dev.stockade.engine.database;

import dev.stockade.engine.call.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads, again where the connection or the database failed, a bounded number of times and until
/// the deadline. Between two attempts it holds no connection.
///
/// It works on a thread of its own while the caller waits, so that the caller can leave at its
/// deadline, or when it is interrupted, whatever a driver does meanwhile.
///
/// Thread-safe.
public final class Reading {
  private final Transactions transactions;
  private final Backoff backoff;
  private final int most;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param most attempts of one reading
  public Reading(Transactions transactions, Backoff backoff, int most) {
    this.transactions = transactions;
    this.backoff = backoff;
    this.most = most;
  }

  /// What is read.
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /// Reads; empty where the database did not answer in time.
  public <T> Optional<T> run(Deadline deadline, Work<T> work) throws InterruptedException {
    return repeat(deadline, transaction -> new Read<>(work.in(transaction.connection())))
        .map(Read::value);
  }

  /// Does what has the same effect however often it is done, and so is done again where it is not
  /// known whether it was; empty where the database did not answer in time.
  public <R extends Transactions.Round> Optional<R> repeat(
      Deadline deadline, Transactions.Work<R> work) throws InterruptedException {
    Future<Optional<R>> answer = threads.submit(() -> attempt(deadline, work));
    try {
      return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private <R extends Transactions.Round> Optional<R> attempt(
      Deadline deadline, Transactions.Work<R> work) throws InterruptedException {
    for (int made = 1; ; made++) {
      switch (transactions.run(deadline, work)) {
        case Finish.Committed<R>(R round) -> {
          return Optional.of(round);
        }
        case Finish.TooLate<R> tooLate -> {
          return Optional.empty();
        }
        case Finish.Unknown<R> unknown -> {}
        case Finish.Undone<R> undone -> {}
      }
      Duration pause = backoff.after(made);
      if (made >= most || deadline.left().compareTo(pause) <= 0) {
        return Optional.empty();
      }
      Thread.sleep(pause);
    }
  }
}
