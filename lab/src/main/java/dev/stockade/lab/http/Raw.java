package dev.stockade.lab.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// An answer as it came over the line.
///
/// @param retryAfter the header's seconds
public record Raw(int status, String body, OptionalLong retryAfter) {
  static Raw of(HttpResponse<String> response) {
    return of(response, response.body());
  }

  /// An answer whose body is read now.
  public static Raw read(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      return of(response, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Raw of(HttpResponse<?> response, String body) {
    return new Raw(response.statusCode(), body, response.headers().firstValueAsLong("Retry-After"));
  }
}
