package dev.stockade.core;

/// Whether a collection still sells.
public enum Status {
  /// Bids may be placed and accepted.
  OPEN,
  /// Nothing is accepted any more, for good. Acceptances made before stay binding and can be
  /// released.
  CLOSED
}
