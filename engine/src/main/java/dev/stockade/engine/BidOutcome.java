package dev.stockade.engine;

import dev.stockade.core.BidId;
import dev.stockade.core.Outcome;

/// A bid and what a call came to about it.
public record BidOutcome(BidId bid, Outcome outcome) {}
