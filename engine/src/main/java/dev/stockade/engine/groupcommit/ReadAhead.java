package dev.stockade.engine.groupcommit;

import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Finish;
import dev.stockade.engine.database.Read;
import dev.stockade.engine.database.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Reads for the tickets that arrive while a batch is written, on another connection, so that the
/// next batch can be written as soon as that is done. It reads whenever many have arrived, again
/// and again until the writing ends; it never makes anybody wait for a connection.
///
/// Thread-safe.
final class ReadAhead<T extends Ticket> {
  private final Arrivals<T> arrivals;
  private final Batch.Ahead<T> ahead;
  private final Transactions transactions;
  private final Executor threads;
  private final Deadline deadline;
  private final Lock reading = new ReentrantLock();
  private volatile boolean begun;
  private volatile boolean ended;

  /// Guarded by the lock, as what follows is.
  private final List<T> taken = new ArrayList<>();

  private int room;
  private boolean failed;

  /// @param deadline of whatever it reads
  ReadAhead(Arrivals<T> arrivals, Batch.Ahead<T> ahead, Groups.Means means, Deadline deadline) {
    this.arrivals = arrivals;
    this.ahead = ahead;
    this.transactions = means.transactions();
    this.threads = means.lanes();
    this.deadline = deadline;
    this.room = means.bounds().batch();
  }

  void begin() {
    arrivals.whenMany(this::start);
  }

  private void start() {
    try {
      threads.execute(this::read);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      // The next batch reads for itself.
    }
  }

  /// Whether somebody is there to read for.
  boolean hasBegun() {
    return begun;
  }

  /// Reads no more.
  ///
  /// @return for whom it has read, in the order of their arrival, and what is to be done for them
  Turn<T> end(Batch<T> otherwise, boolean committed) throws InterruptedException {
    ended = true;
    reading.lockInterruptibly();
    try {
      arrivals.never();
      return new Turn<>(taken, committed && !failed ? ahead.batch() : otherwise);
    } finally {
      reading.unlock();
    }
  }

  private void read() {
    reading.lock();
    try {
      while (goesOn() && arrivals.areMany()) {
        if (!transactions.hasRoom()) {
          return;
        }
        begun = true;
        List<T> next = arrivals.take(room);
        taken.addAll(next);
        next.forEach(ticket -> room -= ticket.weight());
        failed = !read(next);
      }
      if (goesOn()) {
        begin();
      }
    } finally {
      reading.unlock();
    }
  }

  private boolean goesOn() {
    return !ended && !failed && room > 0;
  }

  /// False where that failed. Whoever does without it will see why.
  private boolean read(List<T> tickets) {
    try {
      return transactions.run(
              deadline,
              transaction -> {
                ahead.read(transaction, tickets);
                return new Read<>(tickets);
              })
          instanceof Finish.Committed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
