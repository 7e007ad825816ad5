package dev.stockade.lab.bench.load;

import java.util.List;

/// A party that is ready, and brings the kind of callers that it has. Thread-safe.
public interface Entrant extends AutoCloseable {
  /// Bids that one call accepts: those from the number that is given.
  default int block() {
    return 1;
  }

  /// Starts callers, who ask at a desk until its time is over, and then leave it.
  ///
  /// @return their threads, which end soon after they are interrupted
  List<Thread> start(int callers, Desk desk);

  /// Brings the tables to where the audit can judge them, when the load has ended. Mostly there is
  /// nothing to do.
  default void finish() throws InterruptedException {}

  @Override
  default void close() {}
}
