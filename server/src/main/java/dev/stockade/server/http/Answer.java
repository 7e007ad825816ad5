package dev.stockade.server.http;

import java.nio.charset.StandardCharsets;
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

  /// The same with a tag, made of the body.
  public Answer tagged() {
    return tagged(EntityTag.of(bytes()));
  }

  /// The same with a tag.
  public Answer tagged(EntityTag tag) {
    return with(EntityTag.HEADER, tag.toString());
  }

  /// The same, told again: what this call did was done before.
  public Answer repeated() {
    return new Answer(status == 201 ? 200 : status, contentType, headers, body)
        .with("Idempotency-Replayed", "true");
  }

  /// All of it as a text, to be kept.
  public String text() {
    ObjectNode fields = Json.object();
    headers.forEach(fields::put);
    ObjectNode text = Json.object().put("status", status).put("contentType", contentType);
    text.set("headers", fields);
    text.set("body", body);
    return text.toString();
  }

  /// What was kept.
  public static Answer parse(String text) {
    ObjectNode kept = Json.parse(text.getBytes(StandardCharsets.UTF_8));
    var fields = new TreeMap<String, String>();
    kept.path("headers")
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
    return new Answer(
        kept.path("status").asInt(),
        kept.path("contentType").asString(),
        fields,
        (ObjectNode) kept.path("body"));
  }
}
