package dev.stockade.lab.http;

import java.net.http.HttpResponse;
import java.util.OptionalLong;

/// An answer as it came over the line.
///
/// @param retryAfter the header's seconds
public record Raw(int status, String body, OptionalLong retryAfter) {
  static Raw of(HttpResponse<String> response) {
    return new Raw(
        response.statusCode(), response.body(), response.headers().firstValueAsLong("Retry-After"));
  }
}
