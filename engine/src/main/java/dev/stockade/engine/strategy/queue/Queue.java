package dev.stockade.engine.strategy.queue;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.strategy.Parts;
import dev.stockade.engine.strategy.Strategy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Puts acceptances in line in Redis, where the worker of their partition decides them, and waits
/// for its replies.
///
/// A collection on which a call wants something else besides is decided directly in that call, so
/// that its commands stay in their order.
///
/// Thread-safe.
public final class Queue implements Strategy, AutoCloseable {
  private final Partitions partitions;
  private final Redis redis;
  private final Direct direct;
  private final Doubts doubts;
  private final Bounds bounds;
  private final Mailbox mailbox;
  private final Map<Partition, Door> doors = new ConcurrentHashMap<>();

  public Queue(Partitions partitions, Redis redis, Direct direct, Bounds bounds) {
    this.partitions = partitions;
    this.redis = redis;
    this.direct = direct;
    this.doubts = new Doubts(direct, bounds.late());
    this.bounds = bounds;
    this.mailbox = new Mailbox(bounds.waiting(), doubts::found);
    redis.channels().listen(mailbox.channel(), mailbox::hear);
    redis.channels().whenLost(() -> mailbox.forEach(doubts::resolve));
  }

  /// The same where there is no Redis.
  public static Strategy without(Direct direct) {
    return (commands, deadline) ->
        split(commands, deadline, direct.strategy(), direct::withoutRedis);
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    return split(commands, deadline, direct.strategy(), this::line);
  }

  private static List<Outcome> split(
      List<Command> commands, Deadline deadline, Strategy past, Strategy line)
      throws InterruptedException {
    var direct = new HashSet<CollectionId>();
    commands.stream().filter(it -> !Requested.has(it)).forEach(it -> direct.add(it.collection()));
    return Parts.decide(
        commands,
        command -> direct.contains(command.collection()) ? past : line,
        (strategy, part) -> strategy.decide(part, deadline));
  }

  private List<Outcome> line(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    Optional<List<Partition>> all =
        redis.isUp() ? partitions.all(deadline) : Optional.<List<Partition>>empty();
    if (all.isEmpty()) {
      return direct.withoutRedis(commands, deadline);
    }
    var caller = new Caller(deadline, commands.size());
    Optional<List<Request>> opened = mailbox.open(caller, commands, deadline);
    if (opened.isEmpty()) {
      return direct.busy(commands);
    }
    List<Request> requests = opened.get();
    try {
      requests.stream()
          .collect(Collectors.groupingBy(it -> partitions.of(it.command().collection())))
          .forEach((number, part) -> door(all.get().get(number)).enter(part));
      if (!redis.isUp()) {
        requests.forEach(doubts::resolve);
      }
      return caller.await(requests, direct.retryAfter(), direct.watch()::park);
    } finally {
      mailbox.forget(requests);
    }
  }

  private Door door(Partition partition) {
    return doors.computeIfAbsent(
        partition,
        it ->
            new Door(
                redis,
                it,
                bounds.length(),
                new Door.Way(
                    mailbox.channel(), direct.retryAfter(), doubts::pass, doubts::resolve)));
  }

  @Override
  public void close() {
    doubts.close();
  }
}
