package dev.stockade.engine.database;

import java.sql.SQLException;

/// How a transaction ended.
public sealed interface Finish<T> {
  /// Committed, or there was nothing to write: the value holds.
  record Committed<T>(T value) implements Finish<T> {}

  /// Nothing was written, and trying again may help.
  record Undone<T>(SQLException cause) implements Finish<T> {}

  /// COMMIT was sent and its reply was lost: the value was written, or will be, or never.
  record Unknown<T>(T value, SQLException cause) implements Finish<T> {}

  /// The caller has left or its time is over: nothing was written.
  record TooLate<T>() implements Finish<T> {}
}
