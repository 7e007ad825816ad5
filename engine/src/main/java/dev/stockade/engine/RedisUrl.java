package dev.stockade.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/// URLs of Redis. What is said of a wrong one does not repeat it, since it may hold a password.
final class RedisUrl {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");

  private RedisUrl() {}

  static URI parse(String text) {
    try {
      return checked(new URI(text));
    } catch (URISyntaxException e) {
      // Its message repeats the URL.
      throw new IllegalArgumentException(
          "redis is not a URL: " + e.getReason() + " at character " + e.getIndex());
    }
  }

  static URI checked(URI url) {
    if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "redis must be redis://:password@host:6379, or rediss:// with TLS");
    }
    return url;
  }
}
