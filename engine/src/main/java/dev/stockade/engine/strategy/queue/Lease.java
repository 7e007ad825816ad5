package dev.stockade.engine.strategy.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.redis.RedisScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A worker's time with a partition, in Redis. It says who reads and who tells, as one step each;
/// who writes is a matter of the epoch in the database.
///
/// Confined to the worker's thread.
final class Lease {
  private static final RedisScript ACQUIRE = RedisScript.beside(Lease.class, "acquire.lua");
  private static final RedisScript TURN = RedisScript.beside(Lease.class, "turn.lua");
  private static final RedisScript FAIL = RedisScript.beside(Lease.class, "fail.lua");
  private static final RedisScript RELEASE = RedisScript.beside(Lease.class, "release.lua");

  private final Redis redis;
  private final Partition partition;
  private final Bounds.Work bounds;
  private final String token = UUID.randomUUID().toString();

  /// What became of a request that failed.
  enum Failed {
    LEASE_IS_OVER,
    TRY_AGAIN,
    DEAD
  }

  Lease(Redis redis, Partition partition, Bounds.Work bounds) {
    this.redis = redis;
    this.partition = partition;
    this.bounds = bounds;
  }

  /// Takes the partition, where nobody has it.
  boolean acquire() throws InterruptedException {
    List<Object> answer =
        ACQUIRE.await(
            redis,
            List.of(partition.requests(), partition.lease()),
            List.of(token, bounds.lease().toMillis(), Partition.GROUP));
    return (Long) answer.getFirst() == 1;
  }

  /// Tells, removes what was told, and reads on. Empty where the lease is over.
  ///
  /// @param after the id after which to read what was read before, or `>`
  /// @param most to read
  Optional<List<Delivery>> turn(Replies replies, String after, int most)
      throws InterruptedException {
    var arguments = new ArrayList<Object>();
    arguments.addAll(List.of(token, bounds.lease().toMillis()));
    arguments.addAll(List.of(Partition.GROUP, Partition.CONSUMER, after, most));
    arguments.addAll(replies.arguments());
    List<Object> answer =
        TURN.await(
            redis, List.of(partition.requests(), partition.lease(), partition.tries()), arguments);
    if ((Long) answer.getFirst() == 0) {
      return Optional.empty();
    }
    var read = new ArrayList<Delivery>();
    for (int i = 1; i < answer.size(); i += 2) {
      read.add(new Delivery(text(answer.get(i)), text(answer.get(i + 1))));
    }
    return Optional.of(read);
  }

  /// Counts a try of a request that failed.
  ///
  /// @param tries the most that it has
  /// @param channel where to say that it is dead; empty where nobody can be told
  Failed fail(Delivery delivery, String reason, int tries, String channel, String message)
      throws InterruptedException {
    List<Object> answer =
        FAIL.await(
            redis,
            List.of(
                partition.requests(),
                partition.lease(),
                partition.tries(),
                partition.deadLetters()),
            List.of(
                token,
                Partition.GROUP,
                delivery.id(),
                delivery.text(),
                reason,
                tries,
                bounds.deadLetters(),
                channel,
                message));
    return Failed.values()[((Long) answer.getFirst()).intValue()];
  }

  /// Gives the partition back.
  void release() throws InterruptedException {
    RELEASE.await(
        redis, List.of(partition.requests(), partition.lease()), List.of(token, partition.wake()));
  }

  private static String text(Object value) {
    return new String((byte[]) value, UTF_8);
  }
}
