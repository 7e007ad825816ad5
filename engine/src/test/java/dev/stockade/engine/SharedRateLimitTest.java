package dev.stockade.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Outcome;
import dev.stockade.core.RateLimit;
import dev.stockade.embedded.LocalRedis;
import dev.stockade.engine.redis.Redis;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A rate limit that several engines count together, in one Redis.
class SharedRateLimitTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Config CONFIG =
      Config.defaults().withSchema(TestDatabase.newSchema()).with(Setting.CONNECTIONS, 4);

  @RegisterExtension private static final SharedEngine ENGINE = SharedEngine.start(16, CONFIG);

  private static final HikariDataSource pool = ENGINE.pool();
  private static final Stockade stockade = ENGINE.stockade();

  @Test
  void two_engines_on_one_redis_let_in_the_burst_and_what_comes_with_the_time_in_any_window()
      throws Exception {
    RateLimit rate = RateLimit.parse("10/s burst 20");
    CollectionId drop = ENGINE.open(100_000, rate);
    List<Bid> bids = ENGINE.place(drop, 900);
    var admissions = new ConcurrentSkipListMap<Long, Span>();
    Config strict =
        CONFIG
            .withRedis(TestRedis.url())
            .withOpenWithoutRedis(false)
            .with(Setting.RATE_LIMIT_TIMEOUT, 5_000)
            .with(Setting.REDIS_TIMEOUT, 5_000);
    try (Stockade one = Stockade.on(pool, strict);
        Stockade two = Stockade.on(pool, strict)) {
      untilShared(one);
      untilShared(two);
      var calls = new ArrayList<Callable<Boolean>>();
      for (int caller = 0; caller < 30; caller++) {
        Stockade engine = caller % 2 == 0 ? one : two;
        List<Bid> own = bids.subList(30 * caller, 30 * caller + 30);
        calls.add(
            () -> {
              for (Bid bid : own) {
                long start = System.nanoTime();
                Outcome outcome = engine.accept(drop, bid.id());
                assertThat(outcome)
                    .isInstanceOfAny(Decision.Accepted.class, Deferred.RateLimited.class);
                if (outcome instanceof Decision.Accepted accepted) {
                  admissions.put(accepted.entry().sequence(), new Span(start, System.nanoTime()));
                }
              }
              return true;
            });
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var call : threads.invokeAll(calls)) {
          call.get();
        }
      }
      assertThat(isInRedis("accept_bid:" + drop)).isTrue();
    }

    assertThat(admissions).hasSizeGreaterThanOrEqualTo(20);
    List<Span> spans = List.copyOf(admissions.values());
    for (Span first : spans) {
      for (Span last : spans) {
        long within =
            spans.stream()
                .filter(it -> it.start() >= first.start() && it.end() <= last.end())
                .count();
        double most = 20 + 10 * Math.max(0, last.end() - first.start() + CLOCKS) / 1e9;
        assertThat((double) within).isLessThanOrEqualTo(most);
      }
    }
  }

  /// A call that was let in at some moment between these.
  private record Span(long start, long end) {}

  /// The buckets are counted by the clocks of the engines, in milliseconds.
  private static final long CLOCKS = 2_000_000;

  @Test
  void where_redis_is_away_everybody_passes_or_nobody_as_it_is_configured() throws Exception {
    CollectionId drop = ENGINE.open(100, RateLimit.parse("1/h"));
    List<Bid> bids = ENGINE.place(drop, 12);
    try (LocalRedis redis = LocalRedis.temporary(line -> {});
        Stockade open = Stockade.on(pool, on(redis.uri()).withOpenWithoutRedis(true));
        Stockade closed = Stockade.on(pool, on(redis.uri()).withOpenWithoutRedis(false))) {
      untilShared(open);
      untilShared(closed);
      assertThat(open.accept(drop, bids.get(0).id())).isInstanceOf(Decision.Accepted.class);
      assertThat(open.accept(drop, bids.get(1).id())).isInstanceOf(Deferred.RateLimited.class);
      assertThat(closed.accept(drop, bids.get(1).id())).isInstanceOf(Deferred.RateLimited.class);

      signal(redis, "-STOP");
      assertAway(open, closed, drop, bids.subList(2, 6));
      redis.process().destroyForcibly();
      await().atMost(LIMIT).until(() -> !redis.process().isAlive());
      assertAway(open, closed, drop, bids.subList(6, 10));

      redis.restart();
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(open.accept(drop, bids.get(10).id()))
                      .isInstanceOf(Deferred.RateLimited.class));
    }
  }

  private static boolean isInRedis(String key) throws Exception {
    try (Redis redis = new Redis(TestRedis.url(), 10, LIMIT)) {
      await().atMost(LIMIT).until(() -> redis.connection().isPresent());
      return redis.connection().orElseThrow().async().exists(key.getBytes(UTF_8)).get() == 1;
    }
  }

  private static void assertAway(Stockade open, Stockade closed, CollectionId drop, List<Bid> bids)
      throws Exception {
    int version = (int) stockade.read().collection(drop).orElseThrow().state().version();
    for (Bid bid : bids.subList(0, 2)) {
      assertThat(closed.accept(drop, bid.id())).isInstanceOf(Deferred.Busy.class);
    }
    for (Bid bid : bids.subList(2, 4)) {
      assertThat(open.accept(drop, bid.id())).isInstanceOf(Decision.Accepted.class);
    }
    assertThat(stockade.read().collection(drop).orElseThrow().state().version())
        .isEqualTo(version + 2);
  }

  private static Config on(URI redis) {
    return CONFIG.withRedis(redis).with(Setting.RATE_LIMIT_TIMEOUT, 1_000);
  }

  /// Until the engine has its connection, which it looks for in the background.
  private static void untilShared(Stockade engine) throws Exception {
    CollectionId probe = ENGINE.open(1, RateLimit.parse("1/h"));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                engine.accept(probe, new BidId(UUID.randomUUID())) instanceof Deferred.RateLimited);
  }

  private static void signal(LocalRedis redis, String signal) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(redis.process().pid())).start().waitFor();
  }
}
