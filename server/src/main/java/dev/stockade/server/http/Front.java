package dev.stockade.server.http;

import dev.stockade.engine.DatabaseException;
import dev.stockade.server.connection.Line;
import dev.stockade.server.connection.Lines;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where every request comes in and every answer goes out. A request is looked at in this order:
/// path, method, `Accept`, query, content type, body; what is wrong first is told.
final class Front implements Handler {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Routes routes;
  private final Lines lines;
  private final Notices notices;
  private final Duration heartbeat;
  private final Background background;

  Front(Routes routes, Lines lines, Notices notices, Duration heartbeat, Background background) {
    this.routes = routes;
    this.background = background;
    this.lines = lines;
    this.notices = notices;
    this.heartbeat = heartbeat;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Line line = Line.current();
    line.requestBegins(request.content().hasEntity());
    try (Reply reply = reply(request, line)) {
      boolean last =
          lines.draining()
              || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
              || reply instanceof EventStream
              || reply.headers().containsKey("Connection");
      if (isKnown(request, reply)) {
        sendUnchanged(reply, last, response);
      } else {
        send(reply, last, request.prologue().method(), response);
      }
      line.answered(last);
    }
  }

  private Reply reply(ServerRequest request, Line line) {
    try {
      Routes.Match match = routes.find(request.prologue().method().text(), path(request));
      MediaType type = accepted(request, match.route().offers());
      var parameters = Request.parameters(match.route(), parameters(request.query()));
      byte[] content = Content.read(request, match.route().body());
      line.requestRead();
      var asked = new Request(match.segments(), parameters, headers(request), type, content);
      asked.checkBody(match.route().body());
      return reply(match.route(), asked);
    } catch (BadRequest e) {
      return e.answer();
    }
  }

  /// A request that changes something may go on in the background.
  private Reply reply(Route route, Request asked) {
    Optional<Preference> preference =
        route.method().equals("GET") ? Optional.empty() : asked.preference();
    return preference.isPresent()
        ? background.answer(preference.get(), () -> answer(route, asked))
        : done(route, asked);
  }

  private Answer answer(Route route, Request asked) {
    try {
      return switch (done(route, asked)) {
        case Answer answer -> answer;
        case Document document -> throw new IllegalStateException("an edit has no document");
        case EventStream stream -> throw new IllegalStateException("an edit has no stream");
      };
    } catch (BadRequest e) {
      return e.answer();
    }
  }

  private Reply done(Route route, Request asked) {
    try {
      return route.handler().handle(asked);
    } catch (DatabaseException e) {
      notices.say(String.valueOf(e.getMessage()));
      return Problem.of(
              ProblemType.DATABASE_UNAVAILABLE,
              "the database cannot be used at the moment; ask again later")
          .retryAfter(SOON)
          .answer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Problem.of(ProblemType.BUSY, "the server ends; nothing was written")
          .retryAfter(SOON)
          .answer();
    } catch (BadRequest e) {
      throw e;
    } catch (RuntimeException e) {
      notices.say("a request failed by a defect of Stockade, please report it: " + Traces.of(e));
      return Problem.of(ProblemType.INTERNAL_ERROR, "the server has a defect; its log says more")
          .answer();
    }
  }

  /// Whether the client has it already, as it says by `If-None-Match`.
  private static boolean isKnown(ServerRequest request, Reply reply) {
    String tag = reply.headers().get(EntityTag.HEADER);
    Method method = request.prologue().method();
    if (tag == null
        || reply.status() != 200
        || !(method.equals(Method.GET) || method.equals(Method.HEAD))) {
      return false;
    }
    String known = String.join(",", request.headers().all(HeaderNames.IF_NONE_MATCH, List::of));
    if (known.isEmpty() || known.strip().equals("*")) {
      return !known.isEmpty();
    }
    try {
      EntityTag current = EntityTag.list(EntityTag.HEADER, tag).getFirst();
      return EntityTag.list("If-None-Match", known).stream().anyMatch(current::isLike);
    } catch (BadRequest noTags) {
      return false;
    }
  }

  private static void sendUnchanged(Reply reply, boolean last, ServerResponse response) {
    response.status(Status.NOT_MODIFIED_304);
    sendHeaders(reply, last, response);
    response.send();
  }

  private static void sendHeaders(Reply reply, boolean last, ServerResponse response) {
    boolean tagged = reply.headers().containsKey(EntityTag.HEADER);
    response.header(HeaderNames.CACHE_CONTROL, tagged ? "no-cache" : "no-store");
    reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    if (last) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
  }

  private void send(Reply reply, boolean last, Method method, ServerResponse response) {
    response.status(Status.create(reply.status()));
    response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
    sendHeaders(reply, last, response);
    switch (reply) {
      case Answer answer -> send(answer.bytes(), method, response);
      case Document document -> send(document.bytes(), method, response);
      case EventStream stream -> send(stream, method, response);
    }
  }

  private static void send(byte[] body, Method method, ServerResponse response) {
    if (method.equals(Method.HEAD)) {
      response.contentLength(body.length);
      response.send();
    } else {
      response.send(body);
    }
  }

  private void send(EventStream stream, Method method, ServerResponse response) {
    if (method.equals(Method.HEAD)) {
      response.send();
      return;
    }
    try (OutputStream out = response.outputStream()) {
      new StreamWriter(heartbeat, lines::draining).write(stream.source(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(ServerRequest request) {
    return request.prologue().uriPath().rawPath();
  }

  private static Request.Headers headers(ServerRequest request) {
    return name -> request.headers().all(HeaderNames.create(name), List::of);
  }

  private static MediaType accepted(ServerRequest request, List<MediaType> offers) {
    List<String> wanted = request.headers().all(HeaderNames.ACCEPT, List::of);
    for (MediaType offer : offers) {
      if (wanted.size() == 1 && offer.text().equals(wanted.getFirst())) {
        return offer; // what most say, without being taken apart
      }
    }
    MediaType[] types = offers.toArray(MediaType[]::new);
    try {
      if (request.headers().isAccepted(types)) {
        return request.headers().bestAccepted(types).orElse(offers.getFirst());
      }
    } catch (IllegalArgumentException malformed) {
      // Then it accepts nothing that we know of.
    }
    throw BadRequest.of(
        ProblemType.NOT_ACCEPTABLE,
        "answers here are %s, which Accept does not allow"
            .formatted(offers.stream().map(MediaType::text).collect(Collectors.joining(" or "))));
  }

  private static Map<String, List<String>> parameters(UriQuery query) {
    var parameters = new HashMap<String, List<String>>();
    query.names().forEach(name -> parameters.put(name, query.all(name)));
    return parameters;
  }
}
