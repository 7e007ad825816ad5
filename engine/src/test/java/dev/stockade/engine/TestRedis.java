package dev.stockade.engine;

import dev.stockade.embedded.LocalRedis;
import java.net.URI;
import java.util.Optional;

/// The Redis of this JVM's tests: the one that `STOCKADE_TEST_REDIS` (a URL) names, else one that
/// starts by itself.
public final class TestRedis {
  private static final URI URL =
      Optional.ofNullable(System.getenv("STOCKADE_TEST_REDIS"))
          .map(URI::create)
          .orElseGet(() -> LocalRedis.temporary(line -> {}).uri());

  private TestRedis() {}

  public static URI url() {
    return URL;
  }
}
