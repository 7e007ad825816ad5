package dev.stockade.core;

/// What a call answers: a [Decision] by the rules, a [Deferred] (nothing was written, try again),
/// or [InDoubt]. An expected result is never an exception, and a timeout is never told as a
/// failure.
public sealed interface Outcome permits Decision, Deferred, InDoubt {}
