package dev.stockade.engine.groupcommit;

import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Finish;
import dev.stockade.engine.database.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Reads for the tickets that arrive while a batch is written, on another connection, so that the
/// next batch can be written as soon as that is done. It reads whenever many have arrived, again
/// and again until the writing ends; it never makes anybody wait for a connection.
///
/// The next batch does not wait for a reading that is under way when the writing ends: those for
/// whom that is done go into the batch after it. Nobody who came later goes before them.
///
/// Thread-safe: one lane begins and ends, one thread at a time reads.
final class ReadAhead<T extends Ticket> {
  /// What is written while this reads.
  private record Writing<T extends Ticket>(Batch.Ahead<T> ahead, Deadline deadline) {}

  private final Arrivals<T> arrivals;
  private final Groups.Means means;
  private final Lock lock = new ReentrantLock();
  private final Condition read = lock.newCondition();

  /// Those for whom was read; guarded by the lock, as what follows is.
  private final List<T> taken = new ArrayList<>();

  /// Those for whom is being read.
  private List<T> next = List.of();

  private Optional<Writing<T>> writing = Optional.empty();

  /// By which was read for those who are taken or next.
  private Optional<Batch.Ahead<T>> readBy = Optional.empty();

  private boolean reading;
  private boolean failed;

  ReadAhead(Arrivals<T> arrivals, Groups.Means means) {
    this.arrivals = arrivals;
    this.means = means;
  }

  /// A round is about to be written.
  ///
  /// @param deadline of whatever is read meanwhile
  void begin(Batch.Round<T> round, Deadline deadline) {
    lock.lock();
    try {
      round.ahead().ifPresent(it -> begin(it, deadline));
    } finally {
      lock.unlock();
    }
  }

  private void begin(Batch.Ahead<T> ahead, Deadline deadline) {
    writing = Optional.of(new Writing<>(ahead, deadline));
    failed |= !isNobody() && readBy.filter(ahead::equals).isEmpty();
    if (!reading) {
      arrivals.whenMany(this::start);
    }
  }

  private void start() {
    try {
      means.lanes().execute(this::read);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      // The next batch reads for itself.
    }
  }

  /// Whether a round is written of which it has not heard how it ended.
  boolean isOpen() {
    lock.lock();
    try {
      return writing.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a round is written meanwhile, and somebody is there to read for.
  boolean hasBegun() {
    lock.lock();
    try {
      return writing.isPresent() && !isNobody();
    } finally {
      lock.unlock();
    }
  }

  /// The round is committed: for whom was read by now, in the order of their arrival, and what is
  /// to be done for them. Waits only where there is nobody else.
  Turn<T> committed(Batch<T> otherwise) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      arrivals.never();
      while (taken.isEmpty() && !next.isEmpty()) {
        read.await();
      }
      return turn(writing.filter(it -> !failed).map(it -> it.ahead().batch()).orElse(otherwise));
    } finally {
      lock.unlock();
    }
  }

  /// What was read is of no use, or no round was written: all for whom was read or is being read.
  Turn<T> rest(Batch<T> otherwise) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      arrivals.never();
      writing = Optional.empty();
      while (reading) {
        read.await();
      }
      return turn(otherwise);
    } finally {
      lock.unlock();
    }
  }

  private Turn<T> turn(Batch<T> batch) {
    var turn = new Turn<>(taken, batch);
    taken.clear();
    failed = false;
    writing = Optional.empty();
    return turn;
  }

  private void read() {
    lock.lock();
    try {
      if (!reading) {
        reading = true;
        readAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void readAll() {
    boolean hasRoom = true;
    try {
      while (hasRoom && goesOn() && arrivals.areMany()) {
        hasRoom = means.transactions().hasRoom();
        if (hasRoom) {
          readNext(writing.orElseThrow());
        }
      }
      if (hasRoom && goesOn()) {
        arrivals.whenMany(this::start);
      }
    } finally {
      reading = false;
      read.signalAll();
    }
  }

  /// Reads without the lock.
  private void readNext(Writing<T> now) {
    next = arrivals.take(room());
    readBy = Optional.of(now.ahead());
    lock.unlock();
    Optional<Runnable> found = Optional.empty();
    try {
      found = read(now, next);
    } finally {
      lock.lock();
      taken.addAll(next);
      next = List.of();
      keep(found);
      read.signalAll();
    }
  }

  /// Nothing counts of what was read where that, or keeping it, failed.
  private void keep(Optional<Runnable> found) {
    boolean before = failed;
    failed = true;
    if (found.isPresent()) {
      found.get().run();
      failed = before;
    }
  }

  private boolean isNobody() {
    return taken.isEmpty() && next.isEmpty();
  }

  private boolean goesOn() {
    return writing.isPresent() && !failed && room() > 0;
  }

  private int room() {
    return means.bounds().batch() - taken.stream().mapToInt(Ticket::weight).sum();
  }

  /// Empty where that failed. Whoever does without it will see why.
  private Optional<Runnable> read(Writing<T> now, List<T> tickets) {
    try {
      return means
                  .transactions()
                  .run(now.deadline(), tx -> new Read<>(now.ahead().read(tx, tickets)))
              instanceof Finish.Committed<Read<Runnable>>(var found)
          ? Optional.of(found.value())
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
