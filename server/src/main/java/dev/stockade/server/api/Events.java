package dev.stockade.server.api;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.List;
import java.util.Set;

/// `…/events`: a collection's log, in order and without a gap.
final class Events {
  private final Stockade engine;
  private final Pages pages;

  Events(Stockade engine, Pages pages) {
    this.engine = engine;
    this.pages = pages;
  }

  List<Route> routes() {
    return List.of(Route.get(Paths.EVENTS, Set.of("after", "limit"), this::list));
  }

  private Answer list(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    long after = request.queriedNumber("after", 0, 0, Long.MAX_VALUE);
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
