package dev.stockade.engine.call;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The moment by which a call has answered, on a clock that never jumps.
public final class Deadline {
  private final LongSupplier nanoClock;
  private final long at;

  private Deadline(LongSupplier nanoClock, long at) {
    this.nanoClock = nanoClock;
    this.at = at;
  }

  /// @param nanoClock a monotonic clock such as [System#nanoTime]
  public static Deadline in(Duration time, LongSupplier nanoClock) {
    return new Deadline(nanoClock, nanoClock.getAsLong() + time.toNanos());
  }

  /// The time that is left, never negative.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, at - nanoClock.getAsLong()));
  }

  /// The later one of two.
  public Deadline later(Deadline other) {
    return at - other.at >= 0 ? this : other;
  }

  /// The same, or sooner: no more than this time from now.
  public Deadline atMost(Duration time) {
    return left().compareTo(time) <= 0 ? this : in(time, nanoClock);
  }

  /// The same, or later: no less than this time from now.
  public Deadline atLeast(Duration time) {
    return later(in(time, nanoClock));
  }

  public boolean passed() {
    return at - nanoClock.getAsLong() <= 0;
  }
}
