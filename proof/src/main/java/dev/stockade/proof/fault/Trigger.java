package dev.stockade.proof.fault;

import java.time.Duration;
import java.util.function.Predicate;

/// Fires for the next so many statements that bear a mark, and counts what became of them. Guarded
/// by itself.
final class Trigger {

  private final Predicate<String> mark;
  private int left;
  private int count;

  Trigger(Predicate<String> mark, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be positive: " + times);
    }
    this.mark = mark;
    this.left = times;
  }

  synchronized boolean firesFor(String sql) {
    boolean fires = left > 0 && mark.test(sql);
    if (fires) {
      left--;
    }
    return fires;
  }

  synchronized void happened() {
    count++;
    notifyAll();
  }

  synchronized void disarm() {
    left = 0;
  }

  synchronized int count() {
    return count;
  }

  /// @throws IllegalStateException if it has not happened `times` times within `limit`
  synchronized void await(int times, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (count < times) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw new IllegalStateException("%d of %d within %s".formatted(count, times, limit));
      }
      wait(millis);
    }
  }
}
