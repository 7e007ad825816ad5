package dev.stockade.lab.http;

import dev.stockade.core.Outcome;

/// What came of one attempt to ask.
public sealed interface Reply {
  record Answered(Outcome outcome) implements Reply {}

  /// Nobody listened: nothing was sent.
  record NotSent() implements Reply {}

  /// It was sent, and the connection broke before an answer came.
  record Lost(String how) implements Reply {}

  /// An answer that must never be given.
  record Wrong(String what) implements Reply {}
}
