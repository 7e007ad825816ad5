package dev.stockade.server.http;

import dev.stockade.server.connection.Lines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The answers to clients who have not got as far as a request, as bytes of HTTP.
final class RawAnswers {
  private RawAnswers() {}

  static Lines.Answers all() {
    return new Lines.Answers(
        bytes(
            "408 Request Timeout",
            Problem.of(
                ProblemType.REQUEST_TIMEOUT,
                "the request took too long to arrive; nothing of it was done")),
        bytes(
            "503 Service Unavailable",
            Problem.of(ProblemType.BUSY, "there is no room for one more connection")
                .retryAfter(Duration.ofSeconds(1))));
  }

  private static byte[] bytes(String status, Problem problem) {
    Answer answer = problem.answer();
    byte[] body = Json.bytes(answer.body());
    var head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    answer.headers().forEach((name, value) -> line(head, name, value));
    line(head, "Content-Type", answer.contentType());
    line(head, "Content-Length", Integer.toString(body.length));
    line(head, "Connection", "close");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
