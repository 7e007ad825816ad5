package dev.stockade.engine.call;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The door of the engine: lets a bounded number of calls in, and sees to it that each is answered
/// by its deadline, whatever the database, the network or a driver does meanwhile.
///
/// Thread-safe.
public final class Calls implements AutoCloseable {
  private final Semaphore room;
  private final int size;
  private final LongSupplier nanoClock;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean closed = new AtomicBoolean();

  public Calls(int size, LongSupplier nanoClock) {
    this.room = new Semaphore(size);
    this.size = size;
    this.nanoClock = nanoClock;
  }

  /// What is done for a caller, on a thread of its own.
  @FunctionalInterface
  public interface Work<T> {
    T run(Call call) throws InterruptedException;
  }

  /// Does the work and waits for it, until the deadline.
  ///
  /// @param busy the answer where there is no room or no time and nothing was written
  /// @param inDoubt the answer where there is no time and something may have been written; also
  ///   where the thread is interrupted then, with its interrupt status set again
  /// @throws InterruptedException where the thread is interrupted and nothing was or will be
  ///   written
  public <T> T make(Duration time, Work<T> work, Supplier<T> busy, Supplier<T> inDoubt)
      throws InterruptedException {
    if (closed.get()) {
      throw new IllegalStateException("this engine is closed");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!room.tryAcquire()) {
      return busy.get();
    }
    var call = new Call(Deadline.in(time, nanoClock));
    Future<T> answer;
    try {
      answer = workers.submit(() -> workAndLeaveRoom(call, work));
    } catch (RuntimeException | Error e) {
      room.release();
      throw e;
    }
    try {
      return answer.get(call.deadline().left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return call.leave() ? busy.get() : inDoubt.get();
    } catch (InterruptedException e) {
      if (call.leave()) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return inDoubt.get();
    } catch (ExecutionException e) {
      throw asThrown(e);
    }
  }

  private <T> T workAndLeaveRoom(Call call, Work<T> work) throws InterruptedException {
    try {
      return work.run(call);
    } finally {
      room.release();
    }
  }

  private static RuntimeException asThrown(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException("a worker was ended from outside", e);
    };
  }

  /// Lets nobody in any more and waits until everybody inside has been answered, at most as long as
  /// the longest deadline.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean interrupted = false;
    try {
      room.tryAcquire(size, 60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    workers.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
