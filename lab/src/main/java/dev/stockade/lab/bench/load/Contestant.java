package dev.stockade.lab.bench.load;

import java.util.ArrayList;
import java.util.List;

/// A party that is called and answers. Its callers are virtual threads, each of which waits for its
/// answer before it asks anew. Thread-safe.
@FunctionalInterface
public interface Contestant extends Entrant {
  /// Accepts a bid, or a [#block] of them.
  ///
  /// @param bid its number
  Reply accept(int bid) throws InterruptedException;

  @Override
  default List<Thread> start(int callers, Desk desk) {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < callers; i++) {
      threads.add(Thread.startVirtualThread(() -> new Caller(this, desk).live()));
    }
    return threads;
  }
}
