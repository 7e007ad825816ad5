package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.call.Calls;
import dev.stockade.engine.database.Attempts;
import dev.stockade.engine.database.Migrations;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transactions;
import dev.stockade.engine.ledger.Tables;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.strategy.Assignments;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Dispatch;
import dev.stockade.engine.strategy.Joined;
import dev.stockade.engine.strategy.Strategy;
import dev.stockade.engine.strategy.eventsourced.EventSourced;
import dev.stockade.engine.strategy.optimistic.Optimistic;
import dev.stockade.engine.strategy.rowlock.RowLock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;

/// Puts an engine together.
final class Wiring {
  private static final Duration STRATEGY_AGE = Duration.ofSeconds(1);

  private Wiring() {}

  static Stockade wire(DataSource database, Config config) {
    var schema = new Schema(config.schema());
    var migrations = new Migrations(database, schema);
    switch (config.migration()) {
      case MIGRATE -> migrations.migrate();
      case VALIDATE -> migrations.validate();
      case OFF -> {}
    }
    var calls = new Calls(config.get(Setting.WAITING_CALLS), System::nanoTime);
    Attempts attempts = attempts(database, config);
    Tables tables = Tables.in(schema);
    Optional<Redis> redis =
        config
            .redis()
            .map(
                uri ->
                    new Redis(
                        uri,
                        config.get(Setting.REDIS_COMMANDS),
                        config.time(Setting.REDIS_TIMEOUT)));
    return new Stockade(config, calls, attempts, tables, deciders(config, attempts, tables, redis));
  }

  private static Attempts attempts(DataSource database, Config config) {
    var transactions =
        new Transactions(
            database,
            config.get(Setting.CONNECTIONS),
            config.get(Setting.IDLE_IN_TRANSACTION),
            config.get(Setting.CONNECTION_CHECK));
    return new Attempts(
        transactions,
        config.get(Setting.ATTEMPTS),
        config.time(Setting.FIRST_PAUSE),
        config.time(Setting.LONGEST_PAUSE),
        new Random());
  }

  private static Stockade.Deciders deciders(
      Config config, Attempts attempts, Tables tables, Optional<Redis> redis) {
    int remembered = config.get(Setting.REMEMBERED);
    var decider = new Decider(attempts, tables, config.get(Setting.CONFLICTS));
    var rowLock = new RowLock(decider);
    Map<StrategyName, Strategy> strategies =
        Map.of(
            Strategies.ROW_LOCK, rowLock,
            Strategies.OPTIMISTIC, new Optimistic(decider, config.optimisticThenLock()),
            Strategies.EVENT_SOURCED,
                new EventSourced(decider, remembered, config.get(Setting.SNAPSHOT_EVERY)));
    var assignments = new Assignments(attempts, tables.strategies(), remembered, STRATEGY_AGE);
    Strategy strategy =
        config
            .pinned()
            .map(strategies::get)
            .orElseGet(() -> new Dispatch(strategies, config.strategy(), assignments));
    return new Stockade.Deciders(
        strategy, new Joined(decider, rowLock), () -> redis.ifPresent(Redis::close));
  }
}
