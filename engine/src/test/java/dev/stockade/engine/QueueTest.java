package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.embedded.LocalRedis;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is particular to the queue. What every strategy promises is in the conformance suite.
class QueueTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Duration SLACK = Duration.ofMillis(1_500);

  private final String schema = TestDatabase.newSchema();
  private final HikariDataSource pool = TestDatabase.pool(20);
  private final LocalRedis server = LocalRedis.temporary(line -> {});
  private final RedisClient client = RedisClient.create(server.uri().toString());
  private final RedisCommands<String, String> redis = client.connect().sync();
  private final Config config =
      Config.defaults()
          .withSchema(schema)
          .withRedis(server.uri())
          .withStrategy(Strategies.QUEUE)
          .with(Setting.QUEUE_PARTITIONS, 1)
          .with(Setting.QUEUE_LEASE, 500);
  private final Config withoutWorker = config.withQueue(config.queue().withWorker(false));

  /// Puts requests in line, and has nobody who decides them.
  private Stockade idle;

  @BeforeEach
  void start() {
    idle = started(withoutWorker);
  }

  @AfterEach
  void stop() {
    idle.close();
    client.shutdown();
    server.close();
    pool.close();
  }

  @Test
  void what_a_dead_worker_had_read_is_decided_in_its_order_before_what_came_later()
      throws Exception {
    CollectionId drop = open(100);
    List<Bid> bids = place(drop, 30);
    for (Bid bid : bids) {
      assertThat(ask(idle, bid)).isEqualTo(new InDoubt());
    }
    // The first twenty were read by somebody who died.
    redis.xgroupCreate(XReadArgs.StreamOffset.from(stream(), "0"), "workers");
    redis.eval(
        "return redis.call('XREADGROUP', 'GROUP', 'workers', 'worker', 'COUNT', 20, 'STREAMS', KEYS[1], '>')",
        ScriptOutputType.MULTI,
        stream());

    try (Stockade node = started(config)) {
      await().atMost(LIMIT).until(() -> redis.xlen(stream()) == 0);

      List<Event> log = node.read().events(drop, 0, 100);
      assertThat(log.stream().map(event -> ((Event.BidAccepted) event).bid()))
          .containsExactlyElementsOf(bids.stream().map(Bid::id).toList());
    }
  }

  @Test
  void a_request_that_comes_again_has_no_effect() throws Exception {
    CollectionId drop = open(1);
    List<Bid> bids = place(drop, 2);
    assertThat(ask(idle, bids.get(0))).isEqualTo(new InDoubt());
    assertThat(ask(idle, bids.get(1))).isEqualTo(new InDoubt());
    List<String> requests = requests();
    var again = new ArrayList<String>();
    Collections.nCopies(4, requests).forEach(again::addAll);
    Collections.shuffle(again, new Random(7));
    again.forEach(request -> redis.xadd(stream(), "request", request));

    try (Stockade node = started(config)) {
      await().atMost(LIMIT).until(() -> redis.xlen(stream()) == 0);
      node.decide(new Command.Release(drop, bids.get(0).id()));
      again.forEach(request -> redis.xadd(stream(), "request", request));
      node.accept(drop, place(drop, 1).getFirst().id());

      assertThat(node.read().events(drop, 0, 100))
          .hasSize(3)
          .noneMatch(event -> ((Event.OnBid) event).bid().equals(bids.get(1).id()));
    }
  }

  @Test
  void beyond_its_length_a_partition_takes_nobody_and_loses_nobody() throws Exception {
    CollectionId drop = open(100);
    List<Bid> bids = place(drop, 12);
    try (Stockade small = started(withoutWorker.with(Setting.QUEUE_LENGTH, 7))) {
      List<Outcome> told = askAll(small, bids, SHORT);

      assertThat(told).filteredOn(InDoubt.class::isInstance).hasSize(7);
      assertThat(told).filteredOn(Deferred.Busy.class::isInstance).hasSize(5);
    }
    try (Stockade node = started(config)) {
      await().atMost(LIMIT).until(() -> state(node, drop) == 7);
    }
  }

  @Test
  void what_is_no_request_becomes_a_dead_letter_and_holds_up_nobody() throws Exception {
    CollectionId drop = open(1);
    Bid bid = place(drop, 1).getFirst();
    redis.xadd(stream(), "request", "nonsense");

    try (Stockade node = started(config)) {
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Decision.Accepted.class);
      assertThat(deadLetters()).hasSize(1);
      assertThat(deadLetters().getFirst().getBody()).containsEntry("request", "nonsense");
    }
  }

  @Test
  void a_request_that_fails_by_itself_is_tried_some_times_and_fails_nobody_else() throws Exception {
    CollectionId drop = open(100);
    List<Bid> bids = place(drop, 20);
    execute(
        """
        CREATE FUNCTION %1$s.poison() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'poisoned' USING ERRCODE = 'check_violation'; END $$;
        CREATE TRIGGER poison BEFORE INSERT ON %1$s.event
          FOR EACH ROW WHEN (NEW.bid = '%2$s') EXECUTE FUNCTION %1$s.poison()
        """
            .formatted(schema, bids.get(7).id()));

    try (Stockade node = started(config)) {
      List<Outcome> told = askAll(node, bids, Duration.ofSeconds(20));

      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i)).isInstanceOf(i == 7 ? InDoubt.class : Decision.Accepted.class);
      }
      assertThat(deadLetters()).hasSize(1);
      assertThat(deadLetters().getFirst().getBody().get("reason")).contains("poisoned");
    }
  }

  @Test
  void ten_thousand_calls_whose_requests_are_flushed_end_by_their_deadline() throws Exception {
    int callers = 10_000;
    CollectionId drop = open(callers);
    List<Bid> bids = place(drop, callers);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      Future<List<Outcome>> told = threads.submit(() -> askAll(idle, bids, LONG));
      await().atMost(LIMIT).until(() -> redis.xlen(stream()) == callers);

      redis.flushall();

      assertThat(told.get(60, TimeUnit.SECONDS)).allMatch(new InDoubt()::equals);
      assertThat(System.nanoTime() - start).isLessThan(LONG.plus(SLACK).toNanos());
    }
    try (Stockade node = started(config)) {
      assertThat(askAll(node, bids.subList(0, 100), LIMIT))
          .allMatch(Decision.Accepted.class::isInstance);
    }
  }

  @Test
  void ten_thousand_calls_are_decided_past_a_redis_that_comes_back_empty() throws Exception {
    int callers = 10_000;
    CollectionId drop = open(callers);
    List<Bid> bids = place(drop, callers);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Outcome>> told = threads.submit(() -> askAll(idle, bids, LIMIT));
      await().atMost(LIMIT).until(() -> redis.xlen(stream()) == callers);

      server.restart();

      assertThat(told.get(60, TimeUnit.SECONDS)).allMatch(Decision.Accepted.class::isInstance);
      assertThat(state(idle, drop)).isEqualTo(callers);
    }
  }

  @Test
  void calls_whose_redis_dies_are_decided_past_the_queue() throws Exception {
    CollectionId drop = open(100);
    List<Bid> bids = place(drop, 50);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Outcome>> told = threads.submit(() -> askAll(idle, bids, LIMIT));
      await().atMost(LIMIT).until(() -> redis.xlen(stream()) == 50);

      server.process().destroyForcibly();

      assertThat(told.get(30, TimeUnit.SECONDS)).allMatch(Decision.Accepted.class::isInstance);
      assertThat(state(idle, drop)).isEqualTo(50);
    }
  }

  @Test
  void without_redis_acceptances_are_deferred_where_it_is_set_so_and_all_else_is_decided()
      throws Exception {
    CollectionId drop = open(1);
    Bid bid = place(drop, 1).getFirst();
    server.process().destroyForcibly();
    var queue = withoutWorker.queue().withWithoutRedis(QueueConfig.WithoutRedis.BUSY);

    try (Stockade node = Stockade.on(pool, withoutWorker.withQueue(queue))) {
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Deferred.Busy.class);
      assertThat(node.decide(new Command.SetStrategy(drop, Strategies.ROW_LOCK, "no Redis")))
          .isInstanceOf(Decision.StrategyChanged.class);
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Decision.Accepted.class);
    }
  }

  @Test
  void what_a_redis_without_memory_does_not_take_is_decided_past_the_queue() throws Exception {
    CollectionId drop = open(1);
    List<Bid> bids = place(drop, 2);
    redis.configSet("maxmemory", "1");

    assertThat(idle.accept(drop, bids.get(0).id())).isInstanceOf(Decision.Accepted.class);
    assertThat(idle.accept(drop, bids.get(1).id())).isEqualTo(new Decision.SoldOut());
  }

  @Test
  void when_a_node_ends_another_one_takes_its_partition() throws Exception {
    CollectionId drop = open(100);
    List<Bid> bids = place(drop, 40);
    try (Stockade other = started(config)) {
      try (Stockade first = started(config)) {
        assertThat(askAll(first, bids.subList(0, 20), LIMIT))
            .allMatch(Decision.Accepted.class::isInstance);
      }

      assertThat(askAll(other, bids.subList(20, 40), LIMIT))
          .allMatch(Decision.Accepted.class::isInstance);
    }
  }

  /// An engine that has found Redis.
  private Stockade started(Config started) {
    Stockade stockade = Stockade.on(pool, started);
    CollectionId none = CollectionId.of(UUID.randomUUID());
    if (started.queue().worker()) {
      await()
          .atMost(LIMIT)
          .until(() -> stockade.accept(none, new BidId(none.value())) instanceof Decision);
    } else {
      // What was put in line, and not decided past it.
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  stockade
                          .decide(List.of(new Command.Accept(none, new BidId(none.value()))), SHORT)
                          .getFirst()
                      instanceof InDoubt);
      redis.del(stream());
    }
    return stockade;
  }

  private CollectionId open(int supply) throws InterruptedException {
    CollectionId id = CollectionId.of(UUID.randomUUID());
    assertThat(idle.open(id, "drop", supply)).isInstanceOf(Decision.Opened.class);
    return id;
  }

  private List<Bid> place(CollectionId drop, int count) throws InterruptedException {
    var bids = new ArrayList<Bid>();
    for (int i = 0; i < count; i++) {
      bids.add(new Bid(new BidId(UUID.randomUUID()), drop, "bidder " + i, 1, new Price(1, "EUR")));
    }
    for (int i = 0; i < count; i += 1_000) {
      assertThat(idle.place(bids.subList(i, Math.min(count, i + 1_000))))
          .allMatch(Decision.Placed.class::isInstance);
    }
    return bids;
  }

  private static Outcome ask(Stockade node, Bid bid) throws InterruptedException {
    return node.decide(List.of(accept(bid)), Duration.ofMillis(50)).getFirst();
  }

  private static Command accept(Bid bid) {
    return new Command.Accept(bid.collection(), bid.id());
  }

  /// Each by a caller of its own.
  private static List<Outcome> askAll(Stockade node, List<Bid> bids, Duration deadline)
      throws Exception {
    var calls = new ArrayList<Callable<Outcome>>();
    bids.forEach(bid -> calls.add(() -> node.decide(List.of(accept(bid)), deadline).getFirst()));
    var told = new ArrayList<Outcome>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var outcome : threads.invokeAll(calls)) {
        told.add(outcome.get());
      }
    }
    return told;
  }

  private static int state(Stockade node, CollectionId drop) throws InterruptedException {
    return node.read().collection(drop).orElseThrow().state().accepted();
  }

  private String stream() {
    return key("requests");
  }

  private List<String> requests() {
    return redis.xrange(stream(), Range.unbounded()).stream()
        .map(message -> message.getBody().get("request"))
        .toList();
  }

  private List<StreamMessage<String, String>> deadLetters() {
    return redis.xrange(key("dead-letters"), Range.unbounded());
  }

  private String key(String what) {
    return "stockade:{%s:default:0}:%s".formatted(identity(), what);
  }

  private String identity() {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id FROM " + schema + ".queue_identity")) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
