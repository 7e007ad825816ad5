package dev.stockade.cli.client;

import dev.stockade.cli.client.Told.Kind;
import dev.stockade.cli.client.Told.NotDone;
import dev.stockade.lab.http.Raw;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A problem (RFC 9457) as a server tells it.
///
/// @param name the last part of its type, such as `sold-out`
/// @param retryAfter when to ask again; zero where it does not say
/// @param text as it came
record Problem(
    String name, String title, int status, String detail, Duration retryAfter, String text) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TYPES = "/problems/";

  /// Empty: it is none of a Stockade's.
  static Optional<Problem> read(Raw raw) {
    return json(raw.body())
        .filter(json -> json.path("type").asString("").contains(TYPES))
        .map(
            json -> {
              String type = json.path("type").asString("");
              return new Problem(
                  type.substring(type.lastIndexOf('/') + 1),
                  json.path("title").asString(""),
                  raw.status(),
                  json.path("detail").asString(""),
                  Duration.ofSeconds(raw.retryAfter().orElse(0)),
                  raw.body().strip());
            });
  }

  /// The object that a text is.
  static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// What happened, without what to do.
  String sentence() {
    return sentence(title.isEmpty() ? name : title, detail);
  }

  /// The same of a problem that is a part of an answer.
  static String sentence(JsonNode problem) {
    return sentence(problem.path("title").asString(""), problem.path("detail").asString(""));
  }

  private static String sentence(String title, String detail) {
    String lower = title.substring(0, Math.min(1, title.length())).toLowerCase(Locale.ROOT);
    String rest = title.substring(lower.length());
    return Lines.plain(detail.isEmpty() ? lower + rest : lower + rest + ": " + detail);
  }

  NotDone as(Kind kind, String whatNow) {
    return new NotDone(
        kind, whatNow.isEmpty() ? sentence() : sentence() + "; " + whatNow, Optional.of(text));
  }

  /// What a person can do where the rules refused.
  String advice() {
    return switch (name) {
      case "sold-out", "not-enough-stock" -> "units may come back, then ask again";
      case "unknown-collection" -> "./stockade collection list shows those that there are";
      case "unknown-bid" -> "./stockade bid list shows those that there are";
      default -> "";
    };
  }
}
