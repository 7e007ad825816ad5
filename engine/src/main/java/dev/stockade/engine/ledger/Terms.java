package dev.stockade.engine.ledger;

import dev.stockade.core.Assignment;
import dev.stockade.core.RateLimit;
import java.util.Optional;

/// On which terms attempts on a collection are decided: by which strategy, and how many are let in.
public record Terms(Assignment assignment, Optional<Limit> limit) {
  /// A rate limit.
  ///
  /// @param version counts its changes, so that who knows the later one is told from who does not
  public record Limit(RateLimit rate, long version) {}
}
