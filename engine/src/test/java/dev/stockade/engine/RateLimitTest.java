package dev.stockade.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.RateLimit;
import dev.stockade.embedded.LocalRedis;
import dev.stockade.engine.redis.Redis;
import dev.stockade.proof.fault.Cut;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Marks;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String SCHEMA = TestDatabase.newSchema();
  private static final Config CONFIG =
      Config.defaults().withSchema(SCHEMA).with(Setting.CONNECTIONS, 4);
  private static final RateLimit HOURLY = RateLimit.parse("1/h burst 3");
  private static HikariDataSource pool;
  private static Stockade stockade;

  @BeforeAll
  static void start() {
    pool = TestDatabase.pool(16);
    stockade = Stockade.on(pool, CONFIG);
  }

  @AfterAll
  static void stop() {
    stockade.close();
    pool.close();
  }

  @Test
  void attempts_beyond_the_burst_are_told_when_to_come_back_and_nothing_is_written()
      throws Exception {
    CollectionId drop = open(10, HOURLY);
    List<Outcome> told = acceptAll(stockade, place(drop, 5));

    assertThat(told.subList(0, 3)).allMatch(Decision.Accepted.class::isInstance);
    assertThat(told.subList(3, 5)).containsOnly(new Deferred.RateLimited(Duration.ofHours(1)));
    Listing listing = stockade.read().collection(drop).orElseThrow();
    assertThat(listing.rateLimit()).contains(HOURLY);
    assertThat(listing.state().version()).isEqualTo(3);
  }

  @Test
  void an_attempt_takes_a_token_whatever_comes_of_it_and_nothing_else_does() throws Exception {
    CollectionId drop = open(1, HOURLY);
    List<Bid> bids = place(drop, 5);
    assertThat(stockade.accept(drop, bids.get(0).id())).isInstanceOf(Decision.Accepted.class);
    for (int i = 0; i < 5; i++) {
      stockade.decide(new Command.Withdraw(drop, bids.get(4).id()));
      stockade.decide(new Command.Release(drop, bids.get(3).id()));
    }

    assertThat(stockade.accept(drop, bids.get(1).id())).isEqualTo(new Decision.SoldOut());
    assertThat(stockade.placeAndAccept(bid(drop))).isEqualTo(new Decision.SoldOut());
    assertThat(stockade.accept(drop, bids.get(0).id())).isInstanceOf(Deferred.RateLimited.class);
    assertThat(stockade.decide(new Command.Release(drop, bids.get(0).id())))
        .isInstanceOf(Decision.Released.class);
  }

  @Test
  void in_a_list_those_that_come_first_pass_and_others_are_not_held_up() throws Exception {
    CollectionId limited = open(10, HOURLY);
    CollectionId free = open(10);
    List<Bid> limitedBids = place(limited, 5);
    List<Bid> freeBids = place(free, 5);
    var commands = new ArrayList<Command>();
    for (int i = 0; i < 5; i++) {
      commands.add(new Command.Accept(limited, limitedBids.get(i).id()));
      commands.add(new Command.Accept(free, freeBids.get(i).id()));
    }

    List<Outcome> told = stockade.decide(commands, DEADLINE);

    for (int i = 0; i < 5; i++) {
      assertThat(told.get(2 * i))
          .isInstanceOf(i < 3 ? Decision.Accepted.class : Deferred.RateLimited.class);
      assertThat(told.get(2 * i + 1)).isInstanceOf(Decision.Accepted.class);
    }
  }

  @Test
  void a_limit_is_set_changed_and_removed_and_the_log_stays_as_it_is() throws Exception {
    CollectionId drop = open(100);
    List<Bid> bids = place(drop, 30);
    assertThat(acceptAll(stockade, bids.subList(0, 10)))
        .allMatch(Decision.Accepted.class::isInstance);

    assertThat(stockade.limit(drop, Optional.of(HOURLY))).isEqualTo(new Decision.Unchanged());
    List<Outcome> limited = acceptAll(stockade, bids.subList(10, 15));
    stockade.limit(drop, Optional.of(RateLimit.parse("1/h burst 300")));
    Outcome still = stockade.accept(drop, bids.get(15).id());
    stockade.limit(drop, Optional.empty());
    List<Outcome> free = acceptAll(stockade, bids.subList(20, 30));

    assertThat(limited).filteredOn(Decision.Accepted.class::isInstance).hasSize(3);
    assertThat(still)
        .as("an empty bucket stays empty when it grows")
        .isInstanceOf(Deferred.RateLimited.class);
    assertThat(free).allMatch(Decision.Accepted.class::isInstance);
    assertThat(stockade.read().events(drop, 0, 100)).hasSize(23);
    assertThat(stockade.limit(CollectionId.of(UUID.randomUUID()), Optional.of(HOURLY)))
        .isEqualTo(new Decision.UnknownCollection());
  }

  @Test
  void a_limit_that_another_engine_sets_is_known_a_moment_later() throws Exception {
    CollectionId drop = open(100);
    var unknown = new BidId(UUID.randomUUID());
    try (Stockade other = Stockade.on(pool, CONFIG)) {
      assertThat(other.accept(drop, unknown)).isEqualTo(new Decision.UnknownBid());

      stockade.limit(drop, Optional.of(HOURLY));

      await()
          .atMost(LIMIT)
          .until(() -> other.accept(drop, unknown) instanceof Deferred.RateLimited);
    }
  }

  @Test
  void a_doubt_is_resolved_past_the_limit() throws Exception {
    CollectionId drop = open(2, RateLimit.parse("1/h"));
    Bid bid = place(drop, 1).getFirst();
    URI address = URI.create(TestDatabase.url().substring("jdbc:".length()));
    try (FaultProxy proxy = FaultProxy.inFrontOf(address.getHost(), address.getPort());
        HikariDataSource broken = TestDatabase.pool(proxy.through(TestDatabase.url()), 4);
        Stockade node = Stockade.on(broken, CONFIG)) {
      Cut cut = proxy.cutBeforeReply(Marks.commit(), 1);

      Outcome told = node.accept(drop, bid.id());

      cut.await(1, LIMIT);
      assertThat(told).isInstanceOf(Decision.Accepted.class);
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Deferred.RateLimited.class);
    }
  }

  @Test
  void new_collections_have_the_configured_limit_also_where_the_engine_is_pinned()
      throws Exception {
    Config config = CONFIG.withRateLimit(Optional.of(HOURLY)).withPinned(Strategies.EVENT_SOURCED);
    try (Stockade limited = Stockade.on(pool, config)) {
      CollectionId drop = CollectionId.of(UUID.randomUUID());
      limited.open(drop, "limited", 10);

      assertThat(acceptAll(limited, place(drop, 5)))
          .filteredOn(Decision.Accepted.class::isInstance)
          .hasSize(3);
    }
  }

  @Test
  void an_acceptance_within_the_callers_own_transaction_is_not_limited() throws Exception {
    CollectionId drop = open(10, RateLimit.parse("1/h"));
    List<Bid> bids = place(drop, 3);
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      for (Bid bid : bids) {
        assertThat(stockade.accept(connection, drop, bid.id()))
            .isInstanceOf(Decision.Accepted.class);
      }
      connection.commit();
    }
  }

  @Test
  void two_engines_on_one_redis_let_in_the_burst_and_what_comes_with_the_time_in_any_window()
      throws Exception {
    RateLimit rate = RateLimit.parse("10/s burst 20");
    CollectionId drop = open(100_000, rate);
    List<Bid> bids = place(drop, 900);
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
    CollectionId drop = open(100, RateLimit.parse("1/h"));
    List<Bid> bids = place(drop, 12);
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
    CollectionId probe = open(1, RateLimit.parse("1/h"));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                engine.accept(probe, new BidId(UUID.randomUUID())) instanceof Deferred.RateLimited);
  }

  private static void signal(LocalRedis redis, String signal) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(redis.process().pid())).start().waitFor();
  }

  private static List<Outcome> acceptAll(Stockade engine, List<Bid> bids) throws Exception {
    var outcomes = new ArrayList<Outcome>();
    for (Bid bid : bids) {
      outcomes.add(engine.accept(bid.collection(), bid.id()));
    }
    return outcomes;
  }

  private static CollectionId open(int supply) throws InterruptedException {
    return open(supply, Optional.empty());
  }

  private static CollectionId open(int supply, RateLimit limit) throws InterruptedException {
    return open(supply, Optional.of(limit));
  }

  private static CollectionId open(int supply, Optional<RateLimit> limit)
      throws InterruptedException {
    CollectionId id = CollectionId.of(UUID.randomUUID());
    assertThat(stockade.open(id, "drop", supply, Strategies.ROW_LOCK, limit))
        .isInstanceOf(Decision.Opened.class);
    return id;
  }

  private static List<Bid> place(CollectionId drop, int count) throws InterruptedException {
    var bids = new ArrayList<Bid>();
    for (int i = 0; i < count; i++) {
      bids.add(bid(drop));
    }
    assertThat(stockade.place(bids)).allMatch(Decision.Placed.class::isInstance);
    return bids;
  }

  private static Bid bid(CollectionId drop) {
    return new Bid(new BidId(UUID.randomUUID()), drop, "bidder", 1, new Price(1, "EUR"));
  }
}
