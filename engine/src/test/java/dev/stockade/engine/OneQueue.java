package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.embedded.LocalRedis;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A queue of one partition in a Redis of its own, for one test.
final class OneQueue implements BeforeEachCallback, AfterEachCallback {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

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

  private @Nullable Stockade idle;

  @Override
  public void beforeEach(ExtensionContext context) {
    idle = started(withoutWorker);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    idle().close();
    client.shutdown();
    server.close();
    pool.close();
  }

  String schema() {
    return schema;
  }

  HikariDataSource pool() {
    return pool;
  }

  LocalRedis server() {
    return server;
  }

  RedisCommands<String, String> redis() {
    return redis;
  }

  Config config() {
    return config;
  }

  Config withoutWorker() {
    return withoutWorker;
  }

  /// Puts requests in line, and has nobody who decides them.
  Stockade idle() {
    return Objects.requireNonNull(idle);
  }

  /// An engine that has found Redis.
  Stockade started(Config started) {
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

  CollectionId open(int supply) throws InterruptedException {
    CollectionId id = CollectionId.of(UUID.randomUUID());
    assertThat(idle().open(id, "drop", supply)).isInstanceOf(Decision.Opened.class);
    return id;
  }

  List<Bid> place(CollectionId drop, int count) throws InterruptedException {
    var bids = new ArrayList<Bid>();
    for (int i = 0; i < count; i++) {
      bids.add(new Bid(new BidId(UUID.randomUUID()), drop, "bidder " + i, 1, new Price(1, "EUR")));
    }
    for (int i = 0; i < count; i += 1_000) {
      assertThat(idle().place(bids.subList(i, Math.min(count, i + 1_000))))
          .allMatch(Decision.Placed.class::isInstance);
    }
    return bids;
  }

  static Outcome ask(Stockade node, Bid bid) throws InterruptedException {
    return ask(node, bid, Duration.ofMillis(50));
  }

  static Outcome ask(Stockade node, Bid bid, Duration deadline) throws InterruptedException {
    return node.decide(List.of(accept(bid)), deadline).getFirst();
  }

  private static Command accept(Bid bid) {
    return new Command.Accept(bid.collection(), bid.id());
  }

  static List<Outcome> askAll(Stockade node, List<Bid> bids, Duration deadline) throws Exception {
    return askAll(bids, bid -> ask(node, bid, deadline));
  }

  /// Each by a caller of its own.
  static <T> List<T> askAll(List<Bid> bids, Question<T> question) throws Exception {
    var told = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls =
          bids.stream().<Callable<T>>map(bid -> () -> question.ask(bid)).toList();
      for (var answer : threads.invokeAll(calls)) {
        told.add(answer.get());
      }
    }
    return told;
  }

  /// What a caller wants to know of a bid.
  @FunctionalInterface
  interface Question<T> {
    T ask(Bid bid) throws InterruptedException;
  }

  static int state(Stockade node, CollectionId drop) throws InterruptedException {
    return node.read().collection(drop).orElseThrow().state().accepted();
  }

  String stream() {
    return key("requests");
  }

  String lease() {
    return key("lease");
  }

  List<String> requests() {
    return redis.xrange(stream(), Range.unbounded()).stream()
        .map(message -> message.getBody().get("request"))
        .toList();
  }

  List<StreamMessage<String, String>> deadLetters() {
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

  void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
