package dev.stockade.proof.checker;

/// What the answers say of one event. Used by one thread.
final class Told {
  /// The earliest end of an answer that tells of it: it was in the log by then.
  long end = Long.MAX_VALUE;

  /// The earliest start of a call that was told that the event is what it asked for.
  long start = Long.MAX_VALUE;

  /// The earliest start among those that were told that they wrote it.
  long fresh = Long.MAX_VALUE;
}
