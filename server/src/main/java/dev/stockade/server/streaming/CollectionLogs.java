package dev.stockade.server.streaming;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.FeedEvent;
import dev.stockade.engine.Stockade;
import java.util.List;
import java.util.Map;

/// The logs of single collections. The position of an event is its sequence.
record CollectionLogs(Stockade engine) implements Logs<CollectionId> {
  @Override
  public Map<CollectionId, Long> lengths(List<CollectionId> ids) throws InterruptedException {
    return engine.read().versions(ids);
  }

  @Override
  public List<FeedEvent> read(CollectionId id, long after, int limit) throws InterruptedException {
    return engine.read().events(id, after, limit).stream()
        .map(event -> new FeedEvent(event.entry().sequence(), id, event))
        .toList();
  }
}
