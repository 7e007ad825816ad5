package dev.stockade.core;

/// What has become of a bid. It is settled at most once (accepted, withdrawn or rejected); an
/// acceptance is released at most once, and a released bid is finished.
public sealed interface Fate {
  /// Placed, and nothing has happened since.
  record Open() implements Fate {}

  record Accepted(Entry acceptance) implements Fate {}

  /// Accepted once; its units have gone back into the stock.
  record Released(Entry acceptance, Entry release) implements Fate {}

  record Withdrawn(Entry withdrawal) implements Fate {}

  record Rejected(Entry rejection) implements Fate {}
}
