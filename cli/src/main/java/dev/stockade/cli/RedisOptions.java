package dev.stockade.cli;

import dev.stockade.engine.Config;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.redis.RedisOnDemand;
import dev.stockade.lab.report.Screen;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Redis: an option that several commands share.
final class RedisOptions {
  @Option(
      names = "--redis",
      paramLabel = "URL",
      description = {
        "A Redis: redis://host:6379, or rediss:// with TLS. Its password comes from the URL or REDISCLI_AUTH.",
        "Default: the URL in STOCKADE_REDIS, else one that starts by itself where it is needed."
      })
  private @Nullable String url;

  /// The URL that was given, if one was, with its password.
  Optional<URI> url() {
    String text = url == null ? System.getenv("STOCKADE_REDIS") : url;
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    URI given = parse(text.strip());
    String password = System.getenv("REDISCLI_AUTH");
    return Optional.of(
        given.getUserInfo() == null && password != null ? withPassword(given, password) : given);
  }

  /// An engine's configuration with the one that was given.
  ///
  /// @param settings of the engine, as text
  Config required(Map<String, String> settings) {
    URI given = url().orElseThrow(() -> new Mistake("say where the queue is: --redis URL"));
    try {
      return Config.parse(settings).withRedis(given);
    } catch (IllegalArgumentException e) {
      throw new Mistake(String.valueOf(e.getMessage()), e);
    }
  }

  /// The one that was given, else one that starts by itself.
  RedisOnDemand onDemand(Screen screen) {
    return new RedisOnDemand(url(), screen);
  }

  /// What is said of a wrong URL does not repeat it, since it may hold a password.
  private static URI parse(String text) {
    try {
      URI given = new URI(text);
      boolean redis = "redis".equals(given.getScheme()) || "rediss".equals(given.getScheme());
      if (redis && given.getHost() != null) {
        return given;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new Mistake("--redis takes redis://host:6379, or rediss:// with TLS");
  }

  private static URI withPassword(URI given, String password) {
    try {
      return new URI(
          given.getScheme(),
          ":" + password,
          given.getHost(),
          given.getPort(),
          given.getPath(),
          given.getQuery(),
          null);
    } catch (URISyntaxException e) {
      throw new Mistake("the password in REDISCLI_AUTH does not fit into a URL");
    }
  }
}
