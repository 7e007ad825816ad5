package dev.stockade.lab.bench.party;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import dev.stockade.lab.redis.RedisAccess;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// A Redis list as a queue: callers push, one worker pops and runs the transaction of
/// [RowLockBaseline] for each job, and publishes its reply. Thread-safe.
final class RedisListBaseline implements Contestant {
  private static final int POP_SECONDS = 1;
  private static final long GOODBYE_MILLIS = 10_000;

  private final RowLockBaseline database;
  private final RedisAccess redis;
  private final StatefulRedisConnection<String, String> pushing;
  private final StatefulRedisConnection<String, String> popping;
  private final String jobs = "stockade:bench:" + UUID.randomUUID();
  private final String replies = jobs + ":replies";
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
  private final Thread worker =
      Thread.ofPlatform().daemon().name("stockade-worker").unstarted(this::work);
  private volatile boolean closing;

  RedisListBaseline(Ground ground, int connections) {
    redis = RedisAccess.to(ground.redis());
    try {
      pushing = redis.connect();
      popping = redis.connect();
      listen();
      database = new RowLockBaseline(ground, connections);
    } catch (Absent | RedisException e) {
      redis.close();
      throw e;
    }
    worker.start();
  }

  private void listen() {
    var hearing = redis.hear();
    hearing.addListener(
        new RedisPubSubAdapter<String, String>() {
          @Override
          public void message(String channel, String message) {
            String[] parts = message.split(" ", 2);
            CompletableFuture<Reply> caller = waiting.remove(Long.valueOf(parts[0]));
            if (caller != null) {
              caller.complete(parts[1].equals("accepted") ? Reply.ACCEPTED : Reply.REFUSED);
            }
          }
        });
    hearing.sync().subscribe(replies);
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    var reply = new CompletableFuture<Reply>();
    long number = numbers.incrementAndGet();
    waiting.put(number, reply);
    pushing
        .async()
        .lpush(jobs, number + " " + bid)
        .whenComplete(
            (length, failure) -> {
              if (failure != null) {
                reply.completeExceptionally(failure);
              }
            });
    try {
      return reply.get();
    } catch (ExecutionException e) {
      throw new Absent("the worker failed: " + e.getMessage(), e);
    }
  }

  private void work() {
    try {
      while (!closing) {
        KeyValue<String, String> job = popping.sync().brpop(POP_SECONDS, jobs);
        if (job != null) {
          String[] parts = job.getValue().split(" ", 2);
          Reply reply = database.accept(Integer.parseInt(parts[1]));
          String told = reply instanceof Reply.Accepted ? "accepted" : "refused";
          var _ = pushing.async().publish(replies, parts[0] + " " + told);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      waiting.values().forEach(caller -> caller.completeExceptionally(e));
    }
  }

  /// What is still in line is not decided any more.
  @Override
  public void finish() throws InterruptedException {
    closing = true;
    redis.forget(jobs);
    worker.join(GOODBYE_MILLIS);
  }

  @Override
  public void close() {
    closing = true;
    worker.interrupt();
    redis.close();
    database.close();
  }
}
