package dev.stockade.engine;

import java.time.Instant;

/// An acceptance that could not be decided by the queue. Nothing of it was written, and its caller
/// was told that it is in doubt.
///
/// @param id names it among all dead letters of the queue
/// @param since when it was given up, by the clock of Redis
/// @param request who asked, and for what
/// @param reason why the last try failed
public record DeadLetter(String id, Instant since, String request, String reason) {}
