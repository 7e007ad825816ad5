package dev.stockade.engine;

import dev.stockade.core.CollectionState;
import dev.stockade.core.RateLimit;
import java.time.Instant;
import java.util.Optional;

/// A collection as people see it.
///
/// @param rateLimit how many attempts to accept its bids are let in; empty: any number
public record Listing(
    CollectionState state, String name, Instant openedAt, Optional<RateLimit> rateLimit) {}
