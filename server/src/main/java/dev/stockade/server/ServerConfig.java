package dev.stockade.server;

import dev.stockade.engine.Config;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a server is set up: where it listens, its own bounds, and those of its engine. Immutable.
public final class ServerConfig {
  private static final int MAX_PORT = 65_535;

  private final int port;
  private final Map<HttpSetting, Integer> settings;
  private final Config engine;

  private ServerConfig(int port, Map<HttpSetting, Integer> settings, Config engine) {
    this.port = port;
    this.settings = settings;
    this.engine = engine;
  }

  /// The defaults.
  ///
  /// @param port to listen on; 0 for one that is free
  public static ServerConfig on(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be 0 to " + MAX_PORT + ": " + port);
    }
    return new ServerConfig(port, Map.of(), Config.defaults());
  }

  /// The same with bounds given as text, by the keys of [HttpSetting] and of the engine's [Config].
  ///
  /// @throws IllegalArgumentException that names every mistake at once, unknown keys among them
  public ServerConfig with(Map<String, String> texts) {
    var ours = new EnumMap<HttpSetting, Integer>(HttpSetting.class);
    var engines = new HashMap<String, String>();
    var mistakes = new ArrayList<String>();
    for (var text : new TreeMap<>(texts).entrySet()) {
      HttpSetting.of(text.getKey())
          .ifPresentOrElse(
              setting ->
                  number(setting, text.getValue(), mistakes)
                      .forEach(value -> ours.put(setting, value)),
              () -> engines.put(text.getKey(), text.getValue()));
    }
    Config engine = this.engine;
    try {
      engine = Config.parse(engines);
    } catch (IllegalArgumentException e) {
      mistakes.add(e.getMessage() + ", and of the server " + HttpSetting.keys());
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return new ServerConfig(port, Collections.unmodifiableMap(ours), engine);
  }

  /// The same with a Redis for the engine, see [Config#withRedis].
  public ServerConfig withRedis(URI redis) {
    return new ServerConfig(port, settings, engine.withRedis(redis));
  }

  /// The same with a Redis that no other node has: its queue is one of its own.
  ///
  /// @param node names this node among those on its database, in a-z, 0-9 and `-`
  public ServerConfig withOwnRedis(URI redis, String node) {
    Config own = engine.withRedis(redis).withQueue(engine.queue().withName(node));
    return new ServerConfig(port, settings, own);
  }

  public int port() {
    return port;
  }

  public int get(HttpSetting setting) {
    return settings.getOrDefault(setting, setting.byDefault());
  }

  /// A setting that is a time.
  public Duration time(HttpSetting setting) {
    return Duration.ofMillis(get(setting));
  }

  public Config engine() {
    return engine;
  }

  private static String digit(String text) {
    return switch (text) {
      case "on" -> "1";
      case "off" -> "0";
      default -> text;
    };
  }

  /// The number, or none and one mistake more.
  private static List<Integer> number(HttpSetting setting, String text, List<String> mistakes) {
    try {
      int number = Integer.parseInt(setting.isSwitch() ? digit(text) : text);
      if (number >= setting.min() && number <= setting.max()) {
        return List.of(number);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    mistakes.add(
        "%s must be a whole number from %d to %d: '%s'"
            .formatted(setting.key(), setting.min(), setting.max(), text));
    return List.of();
  }
}
