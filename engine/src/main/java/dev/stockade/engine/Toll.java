package dev.stockade.engine;

import dev.stockade.core.CollectionId;

/// The attempts to accept bids of a collection that an errand makes. They pass its rate limit
/// together, or none does.
public record Toll(CollectionId collection, int attempts) {}
