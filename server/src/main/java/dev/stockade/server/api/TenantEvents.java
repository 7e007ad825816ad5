package dev.stockade.server.api;

import dev.stockade.core.TenantId;
import dev.stockade.engine.Feed;
import dev.stockade.engine.FeedEvent;
import dev.stockade.engine.FeedPage;
import dev.stockade.server.http.Json;
import dev.stockade.server.http.Reply;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import dev.stockade.server.streaming.Tailer;
import dev.stockade.server.streaming.TenantFeeds;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/events`: the events of all collections, those of each in order and without a gap.
final class TenantEvents {
  private static final String NO_CURSOR =
      "must be the cursor of an event that this server has told; without one, all events are";

  private final TenantFeeds feeds;
  private final Pages pages;
  private final Tailer<TenantId> tailer;

  TenantEvents(TenantFeeds feeds, Pages pages, Tailer<TenantId> tailer) {
    this.feeds = feeds;
    this.pages = pages;
    this.tailer = tailer;
  }

  List<Route> routes() {
    return List.of(Streams.route(Paths.TENANT_EVENTS, this::list, this::follow));
  }

  private Reply list(Request request) throws InterruptedException {
    Optional<EventCursor> after = after(request);
    int limit = pages.limit(request);
    FeedPage page =
        feeds.page(TenantId.DEFAULT, after.map(EventCursor::position).orElse(0L), limit);
    Feed feed = page.feed();
    after.ifPresent(it -> check(it, feed, TenantEvents::notAfter));
    return pages.page(
        "events",
        page.events(),
        limit,
        event -> shape(feed, event),
        (told, last) -> told.put("next", EventCursor.text(feed, last.position())));
  }

  /// The id of the last event that a client has seen counts more than where it once began.
  private Reply follow(Request request) throws InterruptedException {
    Optional<EventCursor> after = after(request);
    Optional<EventCursor> seen =
        Streams.lastSeen(request).map(text -> cursor(text, Streams::invalidId));
    Feed feed = feeds.extended(TenantId.DEFAULT);
    seen.ifPresentOrElse(
        it -> check(it, feed, Streams::invalidId),
        () -> after.ifPresent(it -> check(it, feed, TenantEvents::notAfter)));
    long position = seen.or(() -> after).map(EventCursor::position).orElse(0L);
    return Streams.reply(
        tailer.follow(TenantId.DEFAULT, position),
        it -> new Streams.Message(EventCursor.text(feed, it.position()), shape(feed, it)));
  }

  private static Optional<EventCursor> after(Request request) {
    return request.queried("after").map(text -> cursor(text, TenantEvents::notAfter));
  }

  private static ObjectNode shape(Feed feed, FeedEvent it) {
    return Json.object()
        .put("cursor", EventCursor.text(feed, it.position()))
        .put("collection", it.collection().value().toString())
        .setAll(Shapes.event(it.event()));
  }

  private static EventCursor cursor(String text, Function<String, RuntimeException> mistake) {
    return EventCursor.parse(text).orElseThrow(() -> mistake.apply(NO_CURSOR));
  }

  private static void check(
      EventCursor cursor, Feed feed, Function<String, RuntimeException> mistake) {
    if (!cursor.isIn(feed)) {
      throw mistake.apply(NO_CURSOR);
    }
  }

  private static RuntimeException notAfter(String what) {
    return Request.invalid("after", what);
  }
}
