package dev.stockade.engine.choice;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// How many callers one collection has at once, on average over a window of time: as many as a
/// caller finds when it comes in, itself among them.
///
/// Counters that callers move without waiting for each other. Around the end of a window a caller
/// may be counted in the next one.
///
/// Thread-safe.
final class Meter {
  private final long window;
  private final long interval;
  private final AtomicInteger inside = new AtomicInteger();
  private final LongAdder found = new LongAdder();
  private final LongAdder arrivals = new LongAdder();
  private final AtomicLong windowEnds;
  private volatile long nextTry;

  /// Times are nanoseconds of a clock that never jumps.
  ///
  /// @param interval the least time between two tries to switch
  Meter(long now, long window, long interval) {
    this.window = window;
    this.interval = interval;
    this.windowEnds = new AtomicLong(now + window);
    this.nextTry = now;
  }

  /// A caller comes in.
  ///
  /// @return the average of the window, for the one caller that is the first after its end
  OptionalDouble enter(long now) {
    found.add(inside.incrementAndGet());
    arrivals.increment();
    long ends = windowEnds.get();
    if (now - ends < 0 || !windowEnds.compareAndSet(ends, now + window)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) found.sumThenReset() / Math.max(1, arrivals.sumThenReset()));
  }

  void leave() {
    inside.decrementAndGet();
  }

  /// Whether it may be tried to switch: at most once an interval. For whoever has been told the
  /// average of a window.
  boolean mayTry(long now) {
    if (now - nextTry < 0) {
      return false;
    }
    nextTry = now + interval;
    return true;
  }
}
