package dev.stockade.server.api;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.EventStream;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Reply;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import dev.stockade.server.streaming.Tail;
import dev.stockade.server.streaming.Tailer;
import io.helidon.common.media.type.MediaTypes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// `…/events`: a collection's log, in order and without a gap.
final class Events {
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Stockade engine;
  private final Pages pages;
  private final Tailer tailer;

  Events(Stockade engine, Pages pages, Tailer tailer) {
    this.engine = engine;
    this.pages = pages;
    this.tailer = tailer;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Paths.EVENTS, Set.of("after", "limit"), this::list)
            .offering(MediaTypes.APPLICATION_JSON, MediaTypes.TEXT_EVENT_STREAM));
  }

  private Reply follow(CollectionId id, long after) throws InterruptedException {
    if (engine.collection(id).isEmpty()) {
      return Answers.refusal(new Decision.UnknownCollection()).answer();
    }
    return tailer
        .follow(id, after)
        .<Reply>map(tail -> new EventStream(new Source(tail)))
        .orElseGet(
            () ->
                Problem.of(ProblemType.BUSY, "there is no room for one more stream")
                    .retryAfter(SOON)
                    .answer());
  }

  /// The id of the last event that a client has seen counts more than where it once began.
  private static long lastSeen(Request request, long after) {
    Optional<String> seen = request.header(LAST_EVENT_ID);
    if (seen.isEmpty()) {
      return after;
    }
    if (!seen.get().matches("[0-9]{1,18}")) {
      throw Request.invalidHeader(LAST_EVENT_ID, "must be the id of an event, a whole number");
    }
    return Long.parseLong(seen.get());
  }

  private record Source(Tail tail) implements EventStream.Source {
    @Override
    public String next() throws InterruptedException {
      var text = new StringBuilder();
      for (Event event : tail.next()) {
        ObjectNode shape = Shapes.event(event);
        text.append("id: ").append(event.entry().sequence()).append('\n');
        text.append("event: ").append(shape.path("kind").asString()).append('\n');
        text.append("data: ").append(shape).append("\n\n");
      }
      return text.toString();
    }

    @Override
    public void close() {
      tail.close();
    }
  }

  private Reply list(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    long after = request.queriedNumber("after", 0, 0, Long.MAX_VALUE);
    if (request.wants(MediaTypes.TEXT_EVENT_STREAM)) {
      return follow(id, lastSeen(request, after));
    }
    int limit = pages.limit(request);
    List<Event> events = engine.events(id, after, limit);
    if (events.isEmpty() && engine.collection(id).isEmpty()) {
      return Answers.refusal(new Decision.UnknownCollection()).answer();
    }
    return pages.page(
        "events",
        events,
        limit,
        Shapes::event,
        (page, last) -> page.put("next", last.entry().sequence()));
  }
}
