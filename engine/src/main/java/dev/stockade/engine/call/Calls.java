package dev.stockade.engine.call;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The door of the engine: lets a bounded number of calls in, each with its deadline.
///
/// Thread-safe.
public final class Calls implements AutoCloseable {
  private static final int LONGEST_DEADLINE_SECONDS = 60;

  private final Semaphore room;
  private final int size;
  private final LongSupplier nanoClock;
  private final AtomicBoolean closed = new AtomicBoolean();

  public Calls(int size, LongSupplier nanoClock) {
    this.room = new Semaphore(size);
    this.size = size;
    this.nanoClock = nanoClock;
  }

  /// What is done for a caller, on its own thread, by the deadline.
  @FunctionalInterface
  public interface Work<T> {
    T run(Deadline deadline) throws InterruptedException;
  }

  /// Does the work.
  ///
  /// @param busy the answer where there is no room
  /// @throws InterruptedException where the thread is interrupted already, and as the work does
  /// @throws IllegalStateException where the door is closed
  public <T> T enter(Duration time, Work<T> work, Supplier<T> busy) throws InterruptedException {
    if (closed.get()) {
      throw new IllegalStateException("this engine is closed");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!room.tryAcquire()) {
      return busy.get();
    }
    try {
      return work.run(Deadline.in(time, nanoClock));
    } finally {
      room.release();
    }
  }

  /// Lets nobody in any more and waits until everybody inside has been answered, at most as long as
  /// the longest deadline.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      room.tryAcquire(size, LONGEST_DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
