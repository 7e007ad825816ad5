package dev.stockade.engine.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.embedded.LocalRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void it_starts_without_a_redis_and_finds_it_when_it_comes() throws Exception {
    try (LocalRedis server = LocalRedis.temporary(line -> {})) {
      ProcessHandle process = server.process();
      process.destroyForcibly();
      await().atMost(LIMIT).until(() -> process.info().command().isEmpty());
      try (Redis redis = connectTo(server)) {
        assertThat(redis.connection()).isEmpty();

        server.restart();

        await().atMost(LIMIT).until(() -> redis.connection().isPresent());
        assertThat(ping(redis)).isEqualTo("PONG");
      }
    }
  }

  @Test
  void it_comes_back_after_a_restart_and_hears_again_what_is_published() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (LocalRedis server = LocalRedis.temporary(line -> {});
        Redis redis = connectTo(server)) {
      redis.channels().listen("news", message -> heard.add(new String(message, UTF_8)));
      await().atMost(LIMIT).until(() -> publish(redis, "before") == 1);

      server.restart();

      await().atMost(LIMIT).ignoreExceptions().until(() -> publish(redis, "after") == 1);
      await().atMost(LIMIT).until(() -> heard.equals(List.of("before", "after")));
    }
  }

  @Test
  void a_command_that_is_not_answered_fails_by_the_timeout_and_is_not_repeated() throws Exception {
    try (LocalRedis server = LocalRedis.temporary(line -> {});
        Redis redis = connectTo(server)) {
      await().atMost(LIMIT).until(() -> redis.connection().isPresent());
      suspend(server, "-STOP");
      var told = redis.connection().orElseThrow().async().incr("n".getBytes(UTF_8));

      assertThat(told.toCompletableFuture())
          .failsWithin(LIMIT)
          .withThrowableOfType(ExecutionException.class);

      suspend(server, "-CONT");
      await().atMost(LIMIT).until(() -> ping(redis).equals("PONG"));
      byte[] n = redis.connection().orElseThrow().async().get("n".getBytes(UTF_8)).get();
      assertThat(new String(n, UTF_8)).isEqualTo("1");
    }
  }

  private static Redis connectTo(LocalRedis server) {
    return new Redis(server.uri(), 1_000, Duration.ofMillis(500));
  }

  private static void suspend(LocalRedis server, String signal) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(server.process().pid())).start().waitFor();
  }

  private static String ping(Redis redis) throws Exception {
    return redis.connection().orElseThrow().async().ping().get(1, TimeUnit.SECONDS);
  }

  private static long publish(Redis redis, String news) throws Exception {
    return redis
        .connection()
        .orElseThrow()
        .async()
        .publish("news".getBytes(UTF_8), news.getBytes(UTF_8))
        .get(1, TimeUnit.SECONDS);
  }
}
