package dev.stockade.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/// What is answered where Helidon refuses a request before it comes to [Front]: as a problem too.
final class DirectProblems implements DirectHandler {
  /// What Helidon says of it; the status alone is 400.
  private static final String TOO_LARGE = "Header size exceeded";

  static DirectHandlers handlers() {
    var handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, new DirectProblems());
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType eventType,
      Status defaultStatus,
      ServerResponseHeaders responseHeaders,
      @Nullable String message) {
    Answer answer = problem(defaultStatus.code(), message == null ? "" : message).answer();
    var response =
        TransportResponse.builder()
            .status(Status.create(answer.status()))
            .headers(responseHeaders)
            .header(HeaderNames.CONTENT_TYPE, answer.contentType())
            .keepAlive(false)
            .entity(Json.bytes(answer.body()));
    answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    return response.build();
  }

  private static Problem problem(int status, String message) {
    return switch (status) {
      case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "the body is larger than is allowed");
      case 414 -> Problem.of(ProblemType.URI_TOO_LONG, "the path and query are too long");
      case 501 ->
          Problem.of(ProblemType.NOT_IMPLEMENTED, "of transfer encodings, only chunked is known");
      case 505 ->
          Problem.of(ProblemType.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1 only");
      case 500 ->
          Problem.of(ProblemType.INTERNAL_ERROR, "the server has a defect; its log says more");
      default ->
          message.contains(TOO_LARGE)
              ? Problem.of(ProblemType.HEADERS_TOO_LARGE, "the headers are larger than is allowed")
              : Problem.of(ProblemType.MALFORMED_REQUEST, "the request is not valid HTTP/1.1");
    };
  }
}
