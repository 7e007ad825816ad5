package dev.stockade.engine;

import dev.stockade.core.CollectionState;
import java.time.Instant;

/// A collection as people see it.
public record Listing(CollectionState state, String name, Instant openedAt) {}
