package dev.stockade.core;

/// A placed bid and what has become of it so far.
public record Standing(Bid bid, Fate fate) {}
