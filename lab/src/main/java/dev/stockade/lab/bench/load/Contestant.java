package dev.stockade.lab.bench.load;

/// A party that is ready. Thread-safe.
@FunctionalInterface
public interface Contestant extends AutoCloseable {
  /// Bids that one call accepts: those from the number that is given.
  default int block() {
    return 1;
  }

  /// Accepts a bid, or a [#block] of them.
  ///
  /// @param bid its number
  Reply accept(int bid) throws InterruptedException;

  /// Brings the tables to where the audit can judge them, when the load has ended. Mostly there is
  /// nothing to do.
  default void finish() throws InterruptedException {}

  @Override
  default void close() {}
}
