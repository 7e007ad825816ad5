package dev.stockade.engine;

import java.util.UUID;

/// The feed of a tenant as far as it is: the events of all its collections in one order, the same
/// for everybody, in which each has a position 1, 2, 3 … without a gap.
///
/// @param id names it; a position means nothing in another feed
/// @param length the position of its last event; 0 before the first
public record Feed(UUID id, long length) {}
