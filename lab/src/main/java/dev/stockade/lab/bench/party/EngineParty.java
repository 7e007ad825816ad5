package dev.stockade.lab.bench.party;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.BidId;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.Config;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Migration;
import dev.stockade.engine.QueueConfig;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import dev.stockade.lab.redis.RedisAccess;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/// An engine as a service embeds it.
final class EngineParty implements Contestant {
  private static final Reply AFTER_DOUBT = new Reply.Later(Duration.ofMillis(50));

  private static final int QUEUE_ATTEMPTS = 500;
  private static final int QUEUE_PAUSE_MILLIS = 20;

  private final BidBook book;
  private final HikariDataSource pool;
  private final Stockade engine;
  private final Runnable end;

  /// @param end when it is closed
  private EngineParty(BidBook book, HikariDataSource pool, Stockade engine, Runnable end) {
    this.book = book;
    this.pool = pool;
    this.engine = engine;
    this.end = end;
  }

  /// The deadline is the longest there is, so that a slow strategy is measured and not deferred.
  static EngineParty enter(Ground ground, int connections, boolean groupCommit) {
    var config = config(ground, connections, groupCommit);
    HikariDataSource pool = ground.database().pool(connections);
    return new EngineParty(ground.book(), pool, Stockade.on(pool, config), () -> {});
  }

  /// The same with the queue in Redis. Each has a line of its own, so that nothing is decided that
  /// another has left behind.
  static EngineParty enterQueue(Ground ground, int connections, boolean groupCommit) {
    URI url = ground.redis();
    String name = "bench-" + UUID.randomUUID();
    var config =
        config(ground, connections, groupCommit)
            .withRedis(url)
            .withQueue(
                QueueConfig.defaults()
                    .withName(name)
                    .withWithoutRedis(QueueConfig.WithoutRedis.BUSY));
    HikariDataSource pool = ground.database().pool(connections);
    var party =
        new EngineParty(ground.book(), pool, Stockade.on(pool, config), () -> forget(url, name));
    party.awaitQueue();
    return party;
  }

  /// Asks for a bid that does not exist until a worker says so.
  private void awaitQueue() {
    for (int attempt = 0; attempt < QUEUE_ATTEMPTS; attempt++) {
      try {
        if (engine.accept(book.collection(0), new BidId(new UUID(0, attempt)))
            instanceof Decision) {
          return;
        }
        Thread.sleep(QUEUE_PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    close();
    throw new Absent("no worker of the queue answers: check that Redis takes commands");
  }

  private static void forget(URI url, String name) {
    try (var redis = RedisAccess.to(url)) {
      redis.forget("stockade:{*:" + name + ":*}:*");
    }
  }

  private static Config config(Ground ground, int connections, boolean groupCommit) {
    return Config.defaults()
        .withSchema(ground.schema())
        .withMigration(Migration.OFF)
        .withGroupCommit(groupCommit)
        .with(Setting.CONNECTIONS, connections)
        .with(Setting.DEADLINE, Setting.DEADLINE.max());
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    try {
      return reply(engine.accept(book.collection(bid), book.bid(bid)));
    } catch (DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  private static Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Decision.Accepted _ -> Reply.ACCEPTED;
      case Decision.Refused _ -> Reply.REFUSED;
      case Decision.Done _, Decision.Opened _, Decision.Placed _, Decision.Unchanged _ ->
          throw new IllegalStateException("no answer to an acceptance: " + outcome);
      case Deferred deferred -> new Reply.Later(deferred.retryAfter());
      case InDoubt _ -> AFTER_DOUBT;
    };
  }

  @Override
  public void close() {
    engine.close();
    pool.close();
    end.run();
  }
}
