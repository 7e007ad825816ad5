package dev.stockade.engine.strategy.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Says that there is something to do. Given many times before anybody waits, it is given once.
///
/// Thread-safe.
final class Signal {
  private final Semaphore given = new Semaphore(0);

  void give() {
    if (given.availablePermits() == 0) {
      given.release();
    }
  }

  /// Waits until it is given, but not longer than this.
  void await(Duration limit) throws InterruptedException {
    if (given.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      given.drainPermits();
    }
  }
}
