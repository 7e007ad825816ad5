package dev.stockade.server.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// What a client is told, as one JSON object.
///
/// @param headers beside those that every answer has
public record Answer(int status, String contentType, Map<String, String> headers, ObjectNode body)
    implements Reply {

  public Answer {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  Answer(int status, String contentType, ObjectNode body) {
    this(status, contentType, Map.of(), body);
  }

  byte[] bytes() {
    return Json.bytes(body);
  }

  /// It is so.
  public static Answer ok(ObjectNode body) {
    return new Answer(200, "application/json", body);
  }

  /// This call made it so: 201; or it was so before: 200, and the header says so too.
  public static Answer created(boolean repeated, ObjectNode body) {
    return repeated
        ? ok(body).with("Idempotency-Replayed", "true")
        : new Answer(201, "application/json", body);
  }

  /// The same with the path of what was created.
  public Answer at(String location) {
    return status == 201 ? with("Location", location) : this;
  }

  /// The same with one more header.
  public Answer with(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, more, body);
  }
}
