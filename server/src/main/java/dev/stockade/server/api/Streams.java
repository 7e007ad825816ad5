package dev.stockade.server.api;

import dev.stockade.engine.FeedEvent;
import dev.stockade.server.http.EventStream;
import dev.stockade.server.http.Handler;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Reply;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import dev.stockade.server.streaming.Tail;
import io.helidon.common.media.type.MediaTypes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Events in pages and as `text/event-stream`.
final class Streams {
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Duration SOON = Duration.ofSeconds(1);

  private Streams() {}

  /// Events at a path: in pages, or as a stream for whoever wants one.
  static Route route(String path, Handler pages, Handler stream) {
    return Route.get(
            path,
            Set.of("after", "limit"),
            request ->
                (request.wants(MediaTypes.TEXT_EVENT_STREAM) ? stream : pages).handle(request))
        .offering(MediaTypes.APPLICATION_JSON, MediaTypes.TEXT_EVENT_STREAM);
  }

  /// What an event is in a stream.
  ///
  /// @param id with which a client goes on after it
  record Message(String id, ObjectNode data) {
    String text() {
      return "id: %s\nevent: %s\ndata: %s\n\n".formatted(id, data.path("kind").asString(), data);
    }
  }

  /// The id of the last event that a client has seen, where it comes back.
  static Optional<String> lastSeen(Request request) {
    return request.header(LAST_EVENT_ID);
  }

  static RuntimeException invalidId(String what) {
    return Request.invalidHeader(LAST_EVENT_ID, what);
  }

  /// The stream, or that there is no room for it.
  static Reply reply(Optional<Tail> tail, Function<FeedEvent, Message> message) {
    return tail.<Reply>map(it -> new EventStream(new Source(it, message)))
        .orElseGet(
            () ->
                Problem.of(ProblemType.BUSY, "there is no room for one more stream")
                    .retryAfter(SOON)
                    .answer());
  }

  private record Source(Tail tail, Function<FeedEvent, Message> message)
      implements EventStream.Source {
    @Override
    public String next() throws InterruptedException {
      var text = new StringBuilder();
      for (FeedEvent event : tail.next()) {
        text.append(message.apply(event).text());
      }
      return text.toString();
    }

    @Override
    public void close() {
      tail.close();
    }
  }
}
