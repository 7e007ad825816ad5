package dev.stockade.engine;

import dev.stockade.core.Standing;
import java.time.Instant;

/// A bid, what has become of it, and when it was placed by PostgreSQL's clock.
public record PlacedBid(Standing standing, Instant placedAt) {}
