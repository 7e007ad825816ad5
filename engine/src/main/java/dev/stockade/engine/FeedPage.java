package dev.stockade.engine;

import java.util.List;

/// Events that follow each other in the feed of a tenant.
///
/// @param feed as it is when they are read
public record FeedPage(Feed feed, List<FeedEvent> events) {
  public FeedPage {
    events = List.copyOf(events);
  }
}
