package dev.stockade.engine;

/// What is to be done at most once, see [Stockade#once].
@FunctionalInterface
public interface Errand {
  /// Does it, and says what is answered. It runs within a transaction that holds rows, so it waits
  /// for nothing but the edits; where the transaction did not come to an end it runs again, in a
  /// new one. What it throws undoes everything.
  Answer run(Edits edits) throws InterruptedException;

  /// What is answered.
  ///
  /// @param text as the caller writes it; kept as it is
  /// @param kept whether it is the answer from now on; else nothing of the errand is kept
  record Answer(String text, boolean kept) {}
}
