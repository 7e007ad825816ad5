package dev.stockade.engine;

import dev.stockade.engine.groupcommit.Groups;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Strategy;
import dev.stockade.engine.strategy.queue.Bounds;
import dev.stockade.engine.strategy.queue.DeadLetters;
import dev.stockade.engine.strategy.queue.Direct;
import dev.stockade.engine.strategy.queue.Partitions;
import dev.stockade.engine.strategy.queue.Queue;
import dev.stockade.engine.strategy.queue.Workers;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Puts the queue together, on the Redis that it needs.
///
/// @param isUp whether what is put in line would be decided there
/// @param deadLetters absent without Redis
/// @param end stops its workers; Redis may go then
record QueueWiring(
    Strategy strategy, BooleanSupplier isUp, Optional<DeadLetterBox> deadLetters, Runnable end) {

  /// @param direct decides what goes past the queue
  static QueueWiring wire(
      Config config, Wiring.Means means, Strategy direct, Optional<Redis> redis) {
    boolean fallsBack = config.queue().withoutRedis() == QueueConfig.WithoutRedis.ROW_LOCK;
    var past =
        new Direct(direct, fallsBack, config.time(Setting.LONGEST_PAUSE), means.groups().watch());
    return redis
        .map(it -> on(it, config, means, past))
        .orElseGet(
            () -> new QueueWiring(Queue.without(past), () -> false, Optional.empty(), () -> {}));
  }

  private static QueueWiring on(Redis redis, Config config, Wiring.Means means, Direct direct) {
    int count = config.get(Setting.QUEUE_PARTITIONS);
    var partitions =
        new Partitions(means.reading(), means.tables().fences(), config.queue().name(), count);
    var queue = new Queue(partitions, redis, direct, bounds(config));
    var letters = new DeadLetters(partitions, redis, config.get(Setting.QUEUE_LENGTH));
    Runnable stopWorkers =
        config.queue().worker() ? workers(config, means, partitions, redis) : () -> {};
    return new QueueWiring(
        queue,
        redis::isUp,
        Optional.of(new DeadLetterBox(letters, config)),
        () -> {
          stopWorkers.run();
          queue.close();
        });
  }

  /// They decide in lanes of their own, one for each partition, and try for as long as it takes: a
  /// request stays in line while the database is away.
  private static Runnable workers(
      Config config, Wiring.Means means, Partitions partitions, Redis redis) {
    var lanes =
        new dev.stockade.engine.groupcommit.Bounds(
            1,
            config.groupCommit() ? config.get(Setting.BATCH) : 1,
            config.get(Setting.READ_AHEAD),
            Wiring.asideOf(config),
            Integer.MAX_VALUE,
            config.time(Setting.DEADLINE));
    // Twice what is in flight: what a session has abandoned leaves its lane a little later.
    int room = 2 * config.get(Setting.QUEUE_PARTITIONS) * inFlight(config);
    var groups = new Groups(means.transactions(), means.backoff(), lanes, room);
    var decider = new Decider(groups, means.tables(), Integer.MAX_VALUE);
    var writing = new Workers.Writing(means.transactions(), means.tables().fences(), decider);
    var workers = new Workers(partitions, redis, writing, bounds(config));
    return () -> {
      workers.close();
      groups.close();
    };
  }

  private static Bounds bounds(Config config) {
    return new Bounds(
        config.get(Setting.QUEUE_LENGTH),
        config.get(Setting.WAITING_COMMANDS),
        config.time(Setting.REDIS_TIMEOUT),
        new Bounds.Work(
            config.time(Setting.QUEUE_LEASE),
            inFlight(config),
            config.time(Setting.DEADLINE),
            config.time(Setting.LONGEST_PAUSE),
            config.get(Setting.QUEUE_TRIES),
            config.get(Setting.QUEUE_DEAD_LETTERS)));
  }

  /// While one batch commits the next is read.
  private static int inFlight(Config config) {
    return 2 * config.get(Setting.BATCH);
  }
}
