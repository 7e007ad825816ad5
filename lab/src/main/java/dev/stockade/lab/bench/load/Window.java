package dev.stockade.lab.bench.load;

import java.time.Duration;

/// When a load runs, on the clock of [System#nanoTime]: warm from `start` to `from`, measured from
/// there to `to`. Who calls then has until `end` for the answer.
record Window(long start, long from, long to, long end) {
  /// Starts now.
  static Window of(Duration warmUp, Duration measured, Duration patience) {
    long start = System.nanoTime();
    long from = start + warmUp.toNanos();
    long to = from + measured.toNanos();
    return new Window(start, from, to, to + patience.toNanos());
  }

  boolean isOver(long now) {
    return now - to >= 0;
  }

  boolean isMeasured(long now) {
    return now - from >= 0 && now - to < 0;
  }
}
