package dev.stockade.lab.campaign.site;

import dev.stockade.embedded.LocalRedis;
import dev.stockade.embedded.Progress;
import dev.stockade.embedded.RedisUnavailable;
import dev.stockade.lab.Absent;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// A Redis that the campaign starts by itself, and the workers on the queue in it. The servers
/// leave the work to them.
public final class OwnQueue implements AutoCloseable {
  /// How long a worker's partitions stay with it when it has stopped.
  public static final int LEASE_MILLIS = 1_000;

  private static final int WORKERS = 2;
  private static final int MOST_COPIED = 1_000;

  private final LocalRedis redis;
  private final List<Program> workers;

  private OwnQueue(LocalRedis redis, List<Program> workers) {
    this.redis = redis;
    this.workers = workers;
  }

  /// Starts Redis; the workers are started by [#open].
  ///
  /// @param settings of the workers, which say where the database is
  /// @throws Absent where it cannot be started
  static OwnQueue start(Launch launch, Program.Surroundings settings, Progress progress) {
    try {
      LocalRedis redis = LocalRedis.temporary(progress);
      var environment = new LinkedHashMap<>(settings.environment());
      environment.put("STOCKADE_REDIS", redis.uri().toString());
      var onRedis = new Program.Surroundings(environment, settings.directory());
      var workers = new ArrayList<Program>();
      for (int number = 1; number <= WORKERS; number++) {
        workers.add(
            new Program(
                "worker " + number, launch, onRedis, () -> List.of("worker", "--set", LEASE)));
      }
      return new OwnQueue(redis, List.copyOf(workers));
    } catch (RedisUnavailable e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  private static final String LEASE = "queue-lease=" + LEASE_MILLIS;

  void open() throws InterruptedException {
    for (Program worker : workers) {
      worker.start();
    }
  }

  /// A secret.
  public URI url() {
    return redis.uri();
  }

  public List<Program> workers() {
    return workers;
  }

  /// Everything in it is gone.
  public void flush() {
    with(RedisCommands::flushall);
  }

  /// Kills it, and starts it again, empty.
  public void restart() {
    redis.restart();
  }

  /// Watches what stands in line for a while, and then puts each of it in line four times more, in
  /// no order.
  ///
  /// @return how many were seen
  public int redeliver(Duration watching, Random random) {
    long end = System.nanoTime() + watching.toNanos();
    return with(
        commands -> {
          Map<String, List<String>> seen = new LinkedHashMap<>();
          while (System.nanoTime() - end < 0 && seen.size() < MOST_COPIED) {
            for (String stream : commands.keys("stockade:*:requests")) {
              commands
                  .xrange(stream, Range.unbounded())
                  .forEach(
                      it ->
                          seen.put(
                              stream + it.getId(), List.of(stream, it.getBody().get("request"))));
            }
          }
          var copies = new ArrayList<List<String>>();
          seen.values().forEach(it -> copies.addAll(Collections.nCopies(4, it)));
          Collections.shuffle(copies, random);
          copies.forEach(it -> commands.xadd(it.getFirst(), "request", it.getLast()));
          return seen.size();
        });
  }

  private <T> T with(Function<RedisCommands<String, String>, T> act) {
    var client = RedisClient.create(redis.uri().toString());
    try (var connection = client.connect()) {
      return act.apply(connection.sync());
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  @Override
  public void close() {
    workers.forEach(Program::close);
    redis.close();
  }
}
