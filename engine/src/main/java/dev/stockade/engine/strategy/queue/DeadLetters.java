package dev.stockade.engine.strategy.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.DeadLetter;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.redis.RedisScript;
import io.lettuce.core.RedisException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// What the workers of a queue gave up. Thread-safe.
public final class DeadLetters {
  private static final RedisScript LIST = RedisScript.beside(DeadLetters.class, "list.lua");
  private static final RedisScript REPLAY = RedisScript.beside(DeadLetters.class, "replay.lua");

  /// Longer than it takes to find Redis where it is there.
  private static final int CONNECT_ATTEMPTS = 20;

  private static final int CONNECT_PAUSE_MILLIS = 100;

  private final Partitions partitions;
  private final Redis redis;
  private final int length;

  /// @param length the most that a partition holds
  public DeadLetters(Partitions partitions, Redis redis, int length) {
    this.partitions = partitions;
    this.redis = redis;
    this.length = length;
  }

  /// The oldest ones of each partition.
  ///
  /// @param most of all of them
  /// @throws DatabaseException where the database or Redis does not answer
  public List<DeadLetter> list(int most, Deadline deadline) throws InterruptedException {
    var letters = new ArrayList<DeadLetter>();
    for (Partition partition : partitions(deadline)) {
      List<Object> answer = run(LIST, List.of(partition.deadLetters()), List.of(most));
      for (int i = 0; i < answer.size() && letters.size() < most; i += 3) {
        String id = text(answer.get(i));
        letters.add(
            new DeadLetter(
                partition.number() + "/" + id,
                Instant.ofEpochMilli(Long.parseLong(id.split("-", 2)[0])),
                text(answer.get(i + 1)),
                text(answer.get(i + 2))));
      }
    }
    return letters;
  }

  /// Puts dead letters at the end of their lines again, where there is room.
  ///
  /// @return how many
  /// @throws IllegalArgumentException where an id is none of [DeadLetter#id]
  /// @throws DatabaseException where the database or Redis does not answer
  public int replay(Collection<String> ids, Deadline deadline) throws InterruptedException {
    var byPartition = new TreeMap<Integer, List<String>>();
    for (String id : ids) {
      String[] parts = id.split("/", 2);
      if (!id.matches("[0-9]{1,4}/[0-9]{1,20}-[0-9]{1,20}")
          || Integer.parseInt(parts[0]) >= partitions.count()) {
        throw new IllegalArgumentException("not the id of a dead letter: '" + id + "'");
      }
      byPartition.computeIfAbsent(Integer.valueOf(parts[0]), n -> new ArrayList<>()).add(parts[1]);
    }
    List<Partition> all = partitions(deadline);
    int replayed = 0;
    for (var some : byPartition.entrySet()) {
      Partition partition = all.get(some.getKey());
      var arguments = new ArrayList<Object>(List.of(length, partition.wake()));
      arguments.addAll(some.getValue());
      List<String> keys = List.of(partition.requests(), partition.deadLetters());
      replayed += ((Long) run(REPLAY, keys, arguments).getFirst()).intValue();
    }
    return replayed;
  }

  private List<Partition> partitions(Deadline deadline) throws InterruptedException {
    return partitions
        .all(deadline)
        .orElseThrow(() -> new DatabaseException("the database did not answer in time; try again"));
  }

  private List<Object> run(RedisScript script, List<String> keys, List<Object> arguments)
      throws InterruptedException {
    for (int attempt = 1; redis.connection().isEmpty() && attempt < CONNECT_ATTEMPTS; attempt++) {
      Thread.sleep(CONNECT_PAUSE_MILLIS);
    }
    try {
      return script.await(redis, keys, arguments);
    } catch (RedisException e) {
      throw new DatabaseException("Redis does not answer: check that it runs, and its URL", e);
    }
  }

  private static String text(Object value) {
    return new String((byte[]) value, UTF_8);
  }
}
