package dev.stockade.lab.redis;

import dev.stockade.lab.Absent;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A client of a Redis, for what is written by hand. Thread-safe.
public final class RedisAccess implements AutoCloseable {
  private static final Duration SHUTDOWN = Duration.ofSeconds(1);
  private static final int CHUNK = 1_000;

  private final RedisClient client;

  private RedisAccess(RedisClient client) {
    this.client = client;
  }

  public static RedisAccess to(URI url) {
    RedisClient client = RedisClient.create(RedisURI.create(url));
    client.setOptions(
        ClientOptions.builder()
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .build());
    return new RedisAccess(client);
  }

  /// A connection for commands.
  ///
  /// @throws Absent where Redis does not let us in
  public StatefulRedisConnection<String, String> connect() {
    return reached(client::connect);
  }

  /// A connection that hears what is published.
  ///
  /// @throws Absent where Redis does not let us in
  public StatefulRedisPubSubConnection<String, String> hear() {
    return reached(client::connectPubSub);
  }

  /// The version of the Redis.
  ///
  /// @throws Absent where it does not let us in
  public String version() {
    try (var connection = connect()) {
      String info = reached(() -> connection.sync().info("server"));
      return info.lines()
          .filter(line -> line.startsWith("redis_version:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("of an unknown version");
    }
  }

  /// Deletes what a run has left.
  ///
  /// @param pattern of keys, as for `SCAN`
  /// @throws Absent where Redis does not let us in
  public void forget(String pattern) {
    try (var connection = connect()) {
      var redis = connection.sync();
      List<String> keys = new ArrayList<>();
      ScanIterator.scan(redis, ScanArgs.Builder.matches(pattern).limit(CHUNK))
          .forEachRemaining(keys::add);
      for (int from = 0; from < keys.size(); from += CHUNK) {
        redis.unlink(
            keys.subList(from, Math.min(from + CHUNK, keys.size())).toArray(String[]::new));
      }
    } catch (RedisException e) {
      throw absent(e);
    }
  }

  private static <T> T reached(Supplier<T> step) {
    try {
      return step.get();
    } catch (RedisException e) {
      throw absent(e);
    }
  }

  private static Absent absent(RedisException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new Absent("Redis does not do what it is asked for: " + cause.getMessage(), e);
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, SHUTDOWN);
  }
}
