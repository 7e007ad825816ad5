package dev.stockade.engine.groupcommit;

/// What a transaction does about a row that another one holds.
public enum Patience {
  /// It leaves the row alone, so that one row does not stall a batch of many.
  SKIP,
  /// It waits for the row where it comes upon it.
  WAIT,
  /// It locks the row, and waits for that, before it does anything else.
  LOCK
}
