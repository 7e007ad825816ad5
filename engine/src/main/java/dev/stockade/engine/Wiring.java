package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.call.Calls;
import dev.stockade.engine.choice.AutomaticChoice;
import dev.stockade.engine.choice.Selector;
import dev.stockade.engine.database.Backoff;
import dev.stockade.engine.database.Migrations;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transactions;
import dev.stockade.engine.database.Writing;
import dev.stockade.engine.groupcommit.Bounds;
import dev.stockade.engine.groupcommit.Groups;
import dev.stockade.engine.ledger.ExtendFeed;
import dev.stockade.engine.ledger.ReadFeed;
import dev.stockade.engine.ledger.Tables;
import dev.stockade.engine.limit.Admission;
import dev.stockade.engine.limit.Buckets;
import dev.stockade.engine.limit.LocalBuckets;
import dev.stockade.engine.limit.SharedBuckets;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.strategy.Assignments;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Dispatch;
import dev.stockade.engine.strategy.Joined;
import dev.stockade.engine.strategy.Strategy;
import dev.stockade.engine.strategy.Together;
import dev.stockade.engine.strategy.eventsourced.EventSourced;
import dev.stockade.engine.strategy.optimistic.Optimistic;
import dev.stockade.engine.strategy.rowlock.RowLock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/// Puts an engine together.
final class Wiring {
  private static final Duration STRATEGY_AGE = Duration.ofSeconds(1);

  private Wiring() {}

  static Stockade wire(DataSource database, Config config) {
    var schema = new Schema(config.schema());
    var limits =
        new Migrations.Limits(config.time(Setting.START), config.time(Setting.MIGRATION_TIME));
    var migrations = new Migrations(database, schema, limits);
    switch (config.migration()) {
      case MIGRATE -> migrations.migrate();
      case VALIDATE -> migrations.validate();
      case OFF -> {}
    }
    var transactions =
        new Transactions(
            database,
            config.get(Setting.CONNECTIONS),
            config.get(Setting.IDLE_IN_TRANSACTION),
            config.get(Setting.CONNECTION_CHECK));
    var backoff =
        new Backoff(
            config.time(Setting.FIRST_PAUSE), config.time(Setting.LONGEST_PAUSE), new Random());
    int attempts = config.get(Setting.ATTEMPTS);
    var reading = new Reading(transactions, backoff, attempts);
    var writing = new Writing(transactions, backoff, attempts);
    var groups =
        new Groups(transactions, backoff, bounds(config), config.get(Setting.WAITING_COMMANDS));
    Tables tables = Tables.in(schema);
    var calls = new Calls(config.get(Setting.WAITING_CALLS), System::nanoTime);
    var reader = new Reader(config, calls, reading);
    return new Stockade(
        config,
        calls,
        new Stockade.Readers(
            new Reads(config, tables.pages(), reader::read),
            new Feeds(reader, new ReadFeed(schema), new ExtendFeed(schema))),
        new Writer(config, calls, groups, tables),
        deciders(
            config, new Means(transactions, reading, writing, backoff, groups, tables), calls));
  }

  /// What reads and writes.
  record Means(
      Transactions transactions,
      Reading reading,
      Writing writing,
      Backoff backoff,
      Groups groups,
      Tables tables) {}

  private static Optional<Redis> redis(Config config) {
    return config
        .redis()
        .map(
            uri ->
                new Redis(
                    uri, config.get(Setting.REDIS_COMMANDS), config.time(Setting.REDIS_TIMEOUT)));
  }

  private static AutomaticChoice choice(Config config, BooleanSupplier hasQueue, Calls calls) {
    return new AutomaticChoice(
        new Selector(
            config.get(Setting.AUTO_OPTIMISTIC_FROM),
            config.get(Setting.AUTO_QUEUE_FROM),
            config.get(Setting.AUTO_MARGIN)),
        hasQueue,
        new AutomaticChoice.Bounds(
            config.get(Setting.REMEMBERED),
            config.time(Setting.AUTO_WINDOW),
            config.time(Setting.AUTO_INTERVAL),
            config.time(Setting.DEADLINE)),
        calls,
        System::nanoTime);
  }

  private static Bounds bounds(Config config) {
    return new Bounds(
        config.groupCommit() ? config.get(Setting.LANES) : 0,
        config.get(Setting.BATCH),
        config.get(Setting.READ_AHEAD),
        asideOf(config),
        config.get(Setting.ATTEMPTS),
        config.time(Setting.DEADLINE));
  }

  /// Those who wait for strangers leave half of the connections to everybody else.
  static int asideOf(Config config) {
    return Math.clamp(config.get(Setting.CONNECTIONS) / 2, 1, config.get(Setting.LANES_ASIDE));
  }

  private static Deciders deciders(Config config, Means means, Calls calls) {
    int remembered = config.get(Setting.REMEMBERED);
    Tables tables = means.tables();
    var decider = new Decider(means.groups(), tables, config.get(Setting.CONFLICTS));
    var rowLock = new RowLock(decider);
    Optional<Redis> redis = redis(config);
    QueueWiring queue = QueueWiring.wire(config, means, rowLock, redis);
    Map<StrategyName, Strategy> strategies =
        Map.of(
            Strategies.ROW_LOCK,
            rowLock,
            Strategies.OPTIMISTIC,
            new Optimistic(decider, config.optimisticThenLock()),
            Strategies.EVENT_SOURCED,
            new EventSourced(decider, remembered, config.get(Setting.SNAPSHOT_EVERY)),
            Strategies.QUEUE,
            queue.strategy());
    var assignments =
        new Assignments(
            means.reading(),
            tables.terms(),
            new Assignments.Bounds(remembered, config.get(Setting.WAITING_CALLS)),
            STRATEGY_AGE,
            config.time(Setting.DEADLINE));
    StrategyName fallback = Strategies.opened(config.strategy()).strategy();
    Strategy strategy =
        config
            .pinned()
            .map(strategies::get)
            .orElseGet(
                () ->
                    new Dispatch(
                        strategies, fallback, assignments, choice(config, queue.isUp(), calls)));
    var outage = new Admission.Outage(config.openWithoutRedis(), means.groups().retryAfter());
    var admission = new Admission(assignments, buckets(config, redis), outage, strategy);
    return new Deciders(
        admission,
        new Together(means.groups(), tables, rowLock),
        assignments,
        new Joined(decider, rowLock),
        new Errands(
            means.reading(),
            means.writing(),
            tables.answers(),
            admission,
            new JoinedEdits.Means(config, assignments, tables, decider, rowLock)),
        queue.deadLetters(),
        () -> {
          queue.end().run();
          redis.ifPresent(Redis::close);
        });
  }

  private static Buckets buckets(Config config, Optional<Redis> redis) {
    int most = config.get(Setting.RATE_LIMIT_BUCKETS);
    return redis.isPresent()
        ? new SharedBuckets(redis.get(), config.time(Setting.RATE_LIMIT_TIMEOUT), most)
        : new LocalBuckets(most);
  }
}
