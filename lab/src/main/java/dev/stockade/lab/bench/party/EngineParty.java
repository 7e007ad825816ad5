package dev.stockade.lab.bench.party;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.Config;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Migration;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.time.Duration;

/// An engine as a service embeds it.
final class EngineParty implements Contestant {
  private static final Reply AFTER_DOUBT = new Reply.Later(Duration.ofMillis(50));

  private final BidBook book;
  private final HikariDataSource pool;
  private final Stockade engine;

  private EngineParty(BidBook book, HikariDataSource pool, Stockade engine) {
    this.book = book;
    this.pool = pool;
    this.engine = engine;
  }

  /// The deadline is the longest there is, so that a slow strategy is measured and not deferred.
  static EngineParty enter(Ground ground, int connections, boolean groupCommit) {
    var config =
        Config.defaults()
            .withGroupCommit(false)
            .withSchema(ground.schema())
            .withMigration(Migration.OFF)
            .withGroupCommit(groupCommit)
            .with(Setting.CONNECTIONS, connections)
            .with(Setting.DEADLINE, Setting.DEADLINE.max());
    HikariDataSource pool = ground.database().pool(connections);
    return new EngineParty(ground.book(), pool, Stockade.on(pool, config));
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
  }
}
