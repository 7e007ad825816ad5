package dev.stockade.lab.arena;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.StrategyName;

/// A collection that callers bid on, all of them taken down for the verdict. Thread-safe.
public interface Venue extends AutoCloseable {
  CollectionId collection();

  /// Of the collection when it was opened.
  StrategyName strategy();

  /// Places a bid and accepts it: asks again, as told, while it is deferred or in doubt.
  ///
  /// @throws dev.stockade.lab.Absent where whom it asks is there no more
  Answer offer(int caller, Bid bid) throws InterruptedException;

  /// What it has come to. Ask when every call has ended.
  ///
  /// @throws dev.stockade.lab.Absent where whom it asks is there no more
  Verdict judge() throws InterruptedException;

  @Override
  void close();
}
