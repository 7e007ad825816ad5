package dev.stockade.lab.bench.party;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import dev.stockade.lab.redis.RedisAccess;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/// A script in Redis that takes one from a number where there is one left, and nothing else: no bid
/// is read, nothing is durable. All callers share one connection, and what they ask for while the
/// last of it is being sent goes out together. Thread-safe.
final class RedisDecrementBound implements Contestant {
  private static final String TAKE =
      """
      -- KEYS[1]: the stock. Answers what is left, or -1.
      if tonumber(redis.call('GET', KEYS[1])) < 1 then return -1 end
      return redis.call('DECR', KEYS[1])
      """;

  private final RedisAccess redis;
  private final StatefulRedisConnection<String, String> connection;
  private final String[] keys = {"stockade:bench:" + UUID.randomUUID()};
  private final String digest;
  private final Semaphore unsent = new Semaphore(0);
  private final Thread sender =
      Thread.ofPlatform().daemon().name("stockade-send").unstarted(this::send);

  RedisDecrementBound(Ground ground) {
    redis = RedisAccess.to(ground.redis());
    try {
      connection = redis.connect();
      connection.sync().set(keys[0], Integer.toString(ground.scenario().supply()));
      digest = connection.sync().scriptLoad(TAKE);
      connection.setAutoFlushCommands(false);
      sender.start();
    } catch (Absent | RedisException e) {
      redis.close();
      throw e;
    }
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    var left = connection.async().<Long>evalsha(digest, ScriptOutputType.INTEGER, keys);
    unsent.release();
    try {
      return left.get() >= 0 ? Reply.ACCEPTED : Reply.REFUSED;
    } catch (ExecutionException e) {
      throw new Absent("Redis failed: " + e.getMessage(), e);
    }
  }

  private void send() {
    try {
      while (true) {
        unsent.acquire();
        unsent.drainPermits();
        connection.flushCommands();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    sender.interrupt();
    connection.setAutoFlushCommands(true);
    redis.forget(keys[0]);
    redis.close();
  }
}
