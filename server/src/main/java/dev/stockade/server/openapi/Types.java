package dev.stockade.server.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a schema allows, in a few words.
final class Types {
  private Types() {}

  static String phrase(JsonNode schema) {
    if (!schema.path("const").isMissingNode()) {
      return schema.path("const").asString();
    }
    if (!schema.path("enum").isMissingNode()) {
      return schema.path("enum").valueStream().map(JsonNode::asString).collect(joined());
    }
    var words = new ArrayList<String>();
    words.add(name(schema.path("type")));
    add(words, schema, "format", "%s");
    add(words, schema, "pattern", "like %s");
    add(words, schema, "minimum", "from %s");
    add(words, schema, "maximum", "to %s");
    add(words, schema, "maxLength", "up to %s characters");
    add(words, schema, "default", "default %s");
    return String.join(", ", words);
  }

  private static void add(List<String> words, JsonNode schema, String keyword, String wording) {
    JsonNode value = schema.path(keyword);
    if (!value.isMissingNode()) {
      words.add(wording.formatted(value.asString()));
    }
  }

  private static String name(JsonNode type) {
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).collect(joined())
        : type.asString("");
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" or ");
  }
}
