package dev.stockade.engine.call;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Parks threads until they are woken or their deadlines come near. Most are woken long before: one
/// look at all of them in a while costs much less than a timer for each.
///
/// Thread-safe. It has a thread only while others are parked.
public final class Watch implements AutoCloseable {
  private static final Duration ROUND = Duration.ofMillis(100);

  /// Whoever has less time left waits by a timer of its own.
  private static final long NEAR = 2 * ROUND.toNanos();

  private final Executor threads;
  private final Map<Thread, Deadline> parked = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean closed;

  public Watch(Executor threads) {
    this.threads = threads;
  }

  /// Parks the calling thread, as [LockSupport#park] does, no longer than until the deadline.
  public void park(Deadline deadline) {
    if (isNear(deadline)) {
      LockSupport.parkNanos(this, deadline.left().toNanos());
      return;
    }
    parked.put(Thread.currentThread(), deadline);
    if (closed) {
      LockSupport.parkNanos(this, deadline.left().toNanos());
    } else {
      wake();
      LockSupport.park(this);
    }
    parked.remove(Thread.currentThread());
  }

  private static boolean isNear(Deadline deadline) {
    return deadline.left().toNanos() <= NEAR;
  }

  private void wake() {
    if (!running.get() && running.compareAndSet(false, true)) {
      try {
        threads.execute(this::run);
      } catch (RejectedExecutionException e) {
        close();
      }
    }
  }

  private void run() {
    try {
      while (!parked.isEmpty()) {
        Thread.sleep(ROUND);
        parked.forEach(
            (thread, deadline) -> {
              if (isNear(deadline)) {
                LockSupport.unpark(thread);
              }
            });
      }
      running.set(false);
      if (!parked.isEmpty()) {
        wake();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
    }
  }

  /// Leaves everybody to timers of their own.
  @Override
  public void close() {
    closed = true;
    parked.keySet().forEach(LockSupport::unpark);
  }
}
