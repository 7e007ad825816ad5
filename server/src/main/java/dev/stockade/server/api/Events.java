package dev.stockade.server.api;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Reply;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import dev.stockade.server.streaming.Tailer;
import java.util.List;
import java.util.Optional;

/// `…/events`: a collection's log, in order and without a gap.
final class Events {
  private final Stockade engine;
  private final Pages pages;
  private final Tailer<CollectionId> tailer;

  Events(Stockade engine, Pages pages, Tailer<CollectionId> tailer) {
    this.engine = engine;
    this.pages = pages;
    this.tailer = tailer;
  }

  List<Route> routes() {
    return List.of(Streams.route(Paths.EVENTS, this::list, this::follow));
  }

  private Reply list(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    long after = after(request);
    int limit = pages.limit(request);
    List<Event> events = engine.read().events(id, after, limit);
    if (events.isEmpty() && engine.read().collection(id).isEmpty()) {
      return Answers.refusal(new Decision.UnknownCollection()).answer();
    }
    return pages.page(
        "events",
        events,
        limit,
        Shapes::event,
        (page, last) -> page.put("next", last.entry().sequence()));
  }

  private Reply follow(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    long after = lastSeen(request, after(request));
    if (engine.read().collection(id).isEmpty()) {
      return Answers.refusal(new Decision.UnknownCollection()).answer();
    }
    return Streams.reply(
        tailer.follow(id, after),
        it -> new Streams.Message(Long.toString(it.position()), Shapes.event(it.event())));
  }

  private static long after(Request request) {
    return request.queriedNumber("after", 0, 0, Long.MAX_VALUE);
  }

  /// The id of the last event that a client has seen counts more than where it once began.
  private static long lastSeen(Request request, long after) {
    Optional<String> seen = Streams.lastSeen(request);
    if (seen.isPresent() && !seen.get().matches("[0-9]{1,18}")) {
      throw Streams.invalidId("must be the id of an event, a whole number");
    }
    return seen.map(Long::parseLong).orElse(after);
  }
}
