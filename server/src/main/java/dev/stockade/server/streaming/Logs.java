package dev.stockade.server.streaming;

import dev.stockade.engine.FeedEvent;
import java.util.List;
import java.util.Map;

/// What can be followed: lines of events that only grow, each event at a position 1, 2, 3 … without
/// a gap. Thread-safe.
///
/// @param <K> which one
interface Logs<K> {
  /// How long some of them are. Those that there are not are absent.
  Map<K, Long> lengths(List<K> keys) throws InterruptedException;

  /// The next events of one of them.
  List<FeedEvent> read(K key, long after, int limit) throws InterruptedException;
}
