package dev.stockade.engine.database;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to pause before another attempt: longer each time, half of it at random, so that those
/// who collided do not collide again.
///
/// Thread-safe where the random generator is.
///
/// @param first after the first failure
/// @param longest it doubles up to this
public record Backoff(Duration first, Duration longest, RandomGenerator random) {
  /// @param failures so far, at least 1
  public Duration after(int failures) {
    long doubled = first.toNanos() << Math.min(failures - 1, 20);
    long pause = Math.min(doubled, longest.toNanos());
    return Duration.ofNanos(pause / 2 + random.nextLong(pause / 2 + 1));
  }
}
