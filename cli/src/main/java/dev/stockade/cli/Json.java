package dev.stockade.cli;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reports for programs, and what is sent to servers.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /// An object to be filled and sent.
  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// One line.
  static String write(Object report) {
    return MAPPER.writeValueAsString(report);
  }
}
