package dev.stockade.lab.http;

import tools.jackson.databind.JsonNode;

/// A request without its place.
///
/// @param body empty: none
public record Letter(String method, String path, String body) {
  public static Letter get(String path) {
    return new Letter("GET", path, "");
  }

  public static Letter post(String path) {
    return new Letter("POST", path, "");
  }

  public static Letter post(String path, JsonNode body) {
    return new Letter("POST", path, body.toString());
  }

  public static Letter put(String path, JsonNode body) {
    return new Letter("PUT", path, body.toString());
  }

  public static Letter delete(String path) {
    return new Letter("DELETE", path, "");
  }

  /// Whether it only reads, so that it changes nothing however often it arrives.
  public boolean isReading() {
    return method.equals("GET");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
