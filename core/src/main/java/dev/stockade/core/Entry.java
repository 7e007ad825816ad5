package dev.stockade.core;

import java.time.Instant;

/// The place of an event in the log of its collection.
///
/// @param sequence 1 for a collection's first event, without a gap
/// @param at PostgreSQL's clock, read under the guard of the decision
/// @param stock units left once the event has happened
public record Entry(long sequence, Instant at, int stock) {
  public Entry {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence must be 1 or more: " + sequence);
    }
    if (stock < 0) {
      throw new IllegalArgumentException("stock must not be negative: " + stock);
    }
  }
}
