package dev.stockade.engine;

import dev.stockade.core.CollectionState;
import dev.stockade.core.RateLimit;
import java.time.Instant;
import java.util.Optional;

/// A collection as people see it.
///
/// @param changedAt when its last event happened, or it was opened
/// @param rateLimit how many attempts to accept its bids are let in; empty: any number
/// @param limited how often its rate limit was set since it was opened; that is no event
public record Listing(
    CollectionState state,
    String name,
    Instant openedAt,
    Instant changedAt,
    Optional<RateLimit> rateLimit,
    long limited) {
  /// What it is at the moment: none of it changes without this.
  public Revision revision() {
    return new Revision(state.version(), limited);
  }
}
