package dev.stockade.server.streaming;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import java.time.Duration;
import java.util.List;

/// One follower of a log: every event once, in order. Confined to one thread.
public final class Tail implements AutoCloseable {
  /// How long a read waits for something new; then its reader may look whether the server ends.
  private static final Duration WHILE = Duration.ofMillis(250);

  private static final int PAGE = 100;

  private final Stockade engine;
  private final Tailer tailer;
  private final CollectionId id;
  private final int page;
  private long position;
  private boolean mayHaveMore = true;

  Tail(Stockade engine, Tailer tailer, CollectionId id, long position) {
    this.engine = engine;
    this.tailer = tailer;
    this.id = id;
    this.page = Math.min(PAGE, engine.config().get(Setting.PAGE));
    this.position = position;
  }

  /// The next events, as soon as there are some; none where there are none for a while.
  public List<Event> next() throws InterruptedException {
    if (!mayHaveMore && !tailer.awaitMore(id, position, WHILE)) {
      return List.of();
    }
    List<Event> events = engine.events(id, position, page);
    mayHaveMore = events.size() == page;
    if (!events.isEmpty()) {
      position = events.getLast().entry().sequence();
    }
    return events;
  }

  @Override
  public void close() {
    tailer.leave(id);
  }
}
