package dev.stockade.engine.database;

import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.call.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Does work in one transaction, and again where that did not come to an end, a bounded number of
/// times and until the deadline. The work must find out by itself what an attempt before it has
/// written, for a lost commit is answered by doing it again. Between two attempts it holds no
/// connection.
///
/// It works on a thread of its own while the caller waits, as [Reading] does. Thread-safe.
public final class Writing {
  private final Transactions transactions;
  private final Backoff backoff;
  private final int most;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param most attempts of one piece of work
  public Writing(Transactions transactions, Backoff backoff, int most) {
    this.transactions = transactions;
    this.backoff = backoff;
    this.most = most;
  }

  /// What is done.
  @FunctionalInterface
  public interface Work<T> {
    Result<T> in(Transaction transaction) throws SQLException;
  }

  /// What the work comes to.
  ///
  /// @param commits whether what was written is to stay
  public record Result<T>(T value, boolean commits) {}

  /// How it ended.
  public sealed interface Ending<T> {
    record Done<T>(T value) implements Ending<T> {}

    /// Nothing was written, nor will be.
    record NotDone<T>() implements Ending<T> {}

    /// It may have been written, or may yet.
    record InDoubt<T>() implements Ending<T> {}
  }

  private enum State {
    /// Nothing is written.
    OPEN,
    /// A commit was sent, and it is not known that it failed.
    COMMITTING,
    /// The caller has left, and nothing is written any more.
    LEFT
  }

  /// Between a caller who may leave and a thread that may commit: one of them is first.
  private static final class Seal {
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    boolean leave() {
      return state.compareAndSet(State.OPEN, State.LEFT) || state.get() == State.LEFT;
    }

    boolean commit() {
      return state.compareAndSet(State.OPEN, State.COMMITTING) || state.get() == State.COMMITTING;
    }

    void undone() {
      state.compareAndSet(State.COMMITTING, State.OPEN);
    }
  }

  private record Attempt<T>(Result<T> result, Seal seal) implements Transactions.Round {
    @Override
    public boolean writes() {
      return result.commits() && seal.commit();
    }

    @Override
    public void write(Transaction transaction) {
      // The work has done that already; the commit is left.
    }
  }

  /// Does the work.
  ///
  /// @throws InterruptedException where nothing was or will be written
  public <T> Ending<T> run(Deadline deadline, Work<T> work) throws InterruptedException {
    var seal = new Seal();
    Future<Ending<T>> ending = threads.submit(() -> attempts(deadline, work, seal));
    try {
      return ending.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return left(seal);
    } catch (InterruptedException e) {
      if (seal.leave()) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return new Ending.InDoubt<>();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private static <T> Ending<T> left(Seal seal) {
    return seal.leave() ? new Ending.NotDone<>() : new Ending.InDoubt<>();
  }

  private <T> Ending<T> attempts(Deadline deadline, Work<T> work, Seal seal)
      throws InterruptedException {
    boolean lost = false;
    for (int made = 1; ; made++) {
      switch (attempt(deadline, work, seal, lost)) {
        case Finish.Committed<Attempt<T>>(Attempt<T> attempt) -> {
          return new Ending.Done<>(attempt.result().value());
        }
        case Finish.Unknown<Attempt<T>> unknown -> lost = true;
        case Finish.TooLate<Attempt<T>> tooLate -> {
          return left(seal);
        }
        case Finish.Undone<Attempt<T>> undone -> {
          if (!lost) {
            seal.undone();
          }
        }
      }
      Duration pause = backoff.after(made);
      if (made >= most || deadline.left().compareTo(pause) <= 0) {
        return left(seal);
      }
      Thread.sleep(pause);
    }
  }

  /// A failure for good is told, but not where an earlier attempt may have been written.
  private <T> Finish<Attempt<T>> attempt(Deadline deadline, Work<T> work, Seal seal, boolean lost)
      throws InterruptedException {
    try {
      return transactions.run(deadline, transaction -> new Attempt<>(work.in(transaction), seal));
    } catch (DatabaseException e) {
      if (lost) {
        return new Finish.TooLate<>();
      }
      throw e;
    }
  }
}
