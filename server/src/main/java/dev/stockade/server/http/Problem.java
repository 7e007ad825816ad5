package dev.stockade.server.http;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Why a request was not done, as `application/problem+json` (RFC 9457).
///
/// @param detail one sentence for whoever reads the client's log
/// @param facts what a program may want to know besides, as further members
/// @param retryAfter when asking again makes sense, where time mends it
public record Problem(
    ProblemType type, String detail, ObjectNode facts, Optional<Duration> retryAfter) {

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, Json.object(), Optional.empty());
  }

  public Problem retryAfter(Duration pause) {
    return new Problem(type, detail, facts, Optional.of(pause));
  }

  /// The same with one more member.
  public Problem with(String name, String value) {
    return new Problem(type, detail, facts.deepCopy().put(name, value), retryAfter);
  }

  /// The same with one more member.
  public Problem with(String name, long value) {
    return new Problem(type, detail, facts.deepCopy().put(name, value), retryAfter);
  }

  /// The same with one more member.
  public Problem with(String name, ArrayNode values) {
    ObjectNode more = facts.deepCopy();
    more.set(name, values);
    return new Problem(type, detail, more, retryAfter);
  }

  /// As one of several things that are told in one answer: when to come back stands in
  /// `retryAfter`, in whole seconds.
  public ObjectNode body() {
    ObjectNode body = members();
    retryAfter.ifPresent(pause -> body.put("retryAfter", wholeSeconds(pause)));
    return body;
  }

  private ObjectNode members() {
    ObjectNode body =
        Json.object()
            .put("type", type.uri())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", detail);
    body.setAll(facts);
    return body;
  }

  /// As it is sent. `Retry-After` is in whole seconds, rounded up.
  public Answer answer() {
    var answer = new Answer(type.status(), "application/problem+json", members());
    return retryAfter.map(pause -> later(answer, wholeSeconds(pause))).orElse(answer);
  }

  /// Who is limited by a rate is told in the words of the header fields `RateLimit` and
  /// `RateLimit-Policy` too: none is left, and one in so many seconds is.
  private Answer later(Answer answer, long seconds) {
    Answer told = answer.with("Retry-After", Long.toString(seconds));
    return type == ProblemType.RATE_LIMITED
        ? told.with("RateLimit", "\"default\";r=0;t=" + seconds)
            .with("RateLimit-Policy", "\"default\";q=1;w=" + seconds)
        : told;
  }

  private static long wholeSeconds(Duration pause) {
    return Math.max(1, pause.plusNanos(999_999_999).toSeconds());
  }
}
