package dev.stockade.core;

import java.time.Duration;

/// Not decided: nothing was written by this call. Try again after [#retryAfter].
public sealed interface Deferred extends Outcome {
  Duration retryAfter();

  /// The collection's rate limit has no token left.
  record RateLimited(Duration retryAfter) implements Deferred {}

  /// Others were faster in every attempt.
  ///
  /// @param attempts how often it was tried
  record Conflict(int attempts, Duration retryAfter) implements Deferred {}

  /// The engine, the queue or the database has no room or no time, or is away.
  record Busy(Duration retryAfter) implements Deferred {}
}
