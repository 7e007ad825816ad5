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

  private record Read<T>(T value) implements Transactions.Round {
    @Override
    public boolean writes() {
      return false;
    }

    @Override
    public void write(Transaction transaction) {
      throw new IllegalStateException("a read has nothing to write");
    }
  }

  /// Reads; empty where the database did not answer in time.
  public <T> Optional<T> run(Deadline deadline, Work<T> work) throws InterruptedException {
    Future<Optional<T>> answer = threads.submit(() -> attempt(deadline, work));
    try {
      return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private <T> Optional<T> attempt(Deadline deadline, Work<T> work) throws InterruptedException {
    for (int made = 1; ; made++) {
      switch (transactions.run(
          deadline, transaction -> new Read<>(work.in(transaction.connection())))) {
        case Finish.Committed<Read<T>>(Read<T> read) -> {
          return Optional.of(read.value());
        }
        case Finish.Unknown<Read<T>> unknown ->
            throw new IllegalStateException("a read has nothing to commit");
        case Finish.TooLate<Read<T>> tooLate -> {
          return Optional.empty();
        }
        case Finish.Undone<Read<T>> undone -> {}
      }
      Duration pause = backoff.after(made);
      if (made >= most || deadline.left().compareTo(pause) <= 0) {
        return Optional.empty();
      }
      Thread.sleep(pause);
    }
  }
}
