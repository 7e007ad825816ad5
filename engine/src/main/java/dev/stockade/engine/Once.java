package dev.stockade.engine;

import dev.stockade.core.Outcome;

/// What came of an errand that was to be done at most once.
public sealed interface Once {
  /// It is done, or decided otherwise for good.
  ///
  /// @param repeated true where an earlier errand under the key was answered so, and this one was
  ///   not run
  record Answered(String text, boolean repeated) implements Once {}

  /// The key is another request's. Nothing was done.
  record KeyReused() implements Once {}

  /// Its attempts could never pass the collection's rate limit together. Nothing was done.
  ///
  /// @param most how many can, the limit's burst
  record TooMany(int most) implements Once {}

  /// It is not decided, or not known: ask again under the same key.
  ///
  /// @param outcome deferred, then nothing was written; or in doubt
  record Undecided(Outcome outcome) implements Once {}
}
