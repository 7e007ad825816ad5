package dev.stockade.cli;

import tools.jackson.databind.json.JsonMapper;

/// Reports for programs.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /// One line.
  static String write(Object report) {
    return MAPPER.writeValueAsString(report);
  }
}
