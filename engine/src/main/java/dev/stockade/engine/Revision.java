package dev.stockade.engine;

/// Which of the states of a collection, as people see it, one has seen.
///
/// @param version of its log
/// @param limited how often its rate limit was set, which is no event
public record Revision(long version, long limited) {}
