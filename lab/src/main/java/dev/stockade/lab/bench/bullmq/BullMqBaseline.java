package dev.stockade.lab.bench.bullmq;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import dev.stockade.lab.redis.RedisAccess;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// Two processes of Node: one through whose door the callers come and wait, one with the worker.
/// Thread-safe.
final class BullMqBaseline implements Contestant {
  private final BidBook book;
  private final URI redis;
  private final String prefix;
  private final NodeProcess worker;
  private final NodeProcess door;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();

  private BullMqBaseline(
      Ground ground, URI redis, String prefix, NodeProcess worker, NodeProcess door) {
    this.book = ground.book();
    this.redis = redis;
    this.prefix = prefix;
    this.worker = worker;
    this.door = door;
    door.listen(this::hear, this::ended);
  }

  static BullMqBaseline start(Scripts scripts, Ground ground, int concurrency) {
    URI redis = ground.redis();
    String prefix = "stockade-bench-" + UUID.randomUUID();
    var environment = new HashMap<>(ground.database().libpqEnvironment());
    environment.put("STOCKADE_BENCH_REDIS", redis.toString());
    environment.put("STOCKADE_BENCH_PREFIX", prefix);
    environment.put("STOCKADE_BENCH_SCHEMA", ground.schema());
    environment.put("STOCKADE_BENCH_CONCURRENCY", Integer.toString(concurrency));
    NodeProcess worker = NodeProcess.start(scripts.directory(), "worker.mjs", environment);
    try {
      NodeProcess door = NodeProcess.start(scripts.directory(), "door.mjs", environment);
      return new BullMqBaseline(ground, redis, prefix, worker, door);
    } catch (RuntimeException e) {
      worker.close();
      throw e;
    }
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    var reply = new CompletableFuture<Reply>();
    long number = numbers.incrementAndGet();
    waiting.put(number, reply);
    try {
      door.say("%d %s %s".formatted(number, book.collection(bid).value(), book.bid(bid).value()));
      return reply.get();
    } catch (IOException e) {
      throw new Absent("the BullMQ queue has ended", e);
    } catch (ExecutionException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  private void hear(String line) {
    String[] parts = line.split(" ", 2);
    CompletableFuture<Reply> caller = waiting.remove(Long.valueOf(parts[0]));
    if (caller != null) {
      switch (parts[1]) {
        case "accepted" -> caller.complete(Reply.ACCEPTED);
        case "refused" -> caller.complete(Reply.REFUSED);
        default -> caller.completeExceptionally(new Absent("the BullMQ job " + parts[1]));
      }
    }
  }

  private void ended() {
    waiting.values().forEach(it -> it.completeExceptionally(new Absent("the BullMQ queue ended")));
  }

  /// What is still in line is not decided any more.
  @Override
  public void finish() {
    worker.close();
  }

  @Override
  public void close() {
    door.close();
    worker.close();
    try (var access = RedisAccess.to(redis)) {
      access.forget(prefix + ":*");
    }
  }
}
