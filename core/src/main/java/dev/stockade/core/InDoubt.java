package dev.stockade.core;

/// The connection broke after the write was sent: it may have happened, or may yet happen. Ask
/// again with the same id; looking whether it is there proves nothing, for the write may still be
/// on its way.
public record InDoubt() implements Outcome {}
