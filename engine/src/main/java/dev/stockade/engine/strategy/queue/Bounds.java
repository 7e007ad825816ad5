package dev.stockade.engine.strategy.queue;

import java.time.Duration;

/// The bounds of a queue.
///
/// @param length requests that a partition holds, read or not
/// @param waiting requests of this node that wait for their replies
/// @param late how long who was found done waits for the word of the worker that may have done it
/// @param work those of the workers
public record Bounds(int length, int waiting, Duration late, Work work) {
  /// The bounds of a worker.
  ///
  /// @param lease how long a partition stays with a worker that has stopped
  /// @param inFlight requests that it has read and not told
  /// @param patience how long it stays where nothing comes to an end, and what it waits for the
  ///   database when it begins
  /// @param pause after it failed
  /// @param tries of a request that fails
  /// @param deadLetters that a partition keeps
  public record Work(
      Duration lease,
      int inFlight,
      Duration patience,
      Duration pause,
      int tries,
      int deadLetters) {}
}
