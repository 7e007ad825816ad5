package dev.stockade.server.streaming;

import dev.stockade.engine.FeedEvent;
import java.time.Duration;
import java.util.List;

/// One follower of a line of events: every event once, in order. Confined to one thread.
public final class Tail implements AutoCloseable {
  /// How long a read waits for something new; then its reader may look whether the server ends.
  private static final Duration WHILE = Duration.ofMillis(250);

  private final Line line;
  private final int page;
  private long position;
  private boolean mayHaveMore = true;

  /// What is followed.
  interface Line {
    /// Waits until there is more, for a while.
    boolean awaitMore(long position, Duration time) throws InterruptedException;

    List<FeedEvent> read(long after, int limit) throws InterruptedException;

    void leave();
  }

  Tail(Line line, int page, long position) {
    this.line = line;
    this.page = page;
    this.position = position;
  }

  /// The next events, as soon as there are some; none where there are none for a while.
  public List<FeedEvent> next() throws InterruptedException {
    if (!mayHaveMore && !line.awaitMore(position, WHILE)) {
      return List.of();
    }
    List<FeedEvent> events = line.read(position, page);
    mayHaveMore = events.size() == page;
    if (!events.isEmpty()) {
      position = events.getLast().position();
    }
    return events;
  }

  @Override
  public void close() {
    line.leave();
  }
}
