package dev.stockade.proof.history;

import dev.stockade.core.Bid;

/// A bid that was placed by a call of its own, not together with its acceptance.
///
/// @param by nanoseconds on the clock of the history: the bid was there from this moment at the
///   latest
public record PlacedBid(Bid bid, long by) {}
