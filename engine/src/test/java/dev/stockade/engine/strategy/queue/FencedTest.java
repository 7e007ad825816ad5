package dev.stockade.engine.strategy.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.engine.Config;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.TestDatabase;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Backoff;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transactions;
import dev.stockade.engine.groupcommit.Groups;
import dev.stockade.engine.ledger.Fence;
import dev.stockade.engine.ledger.Tables;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Line;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FencedTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String schema = TestDatabase.newSchema();
  private final Tables tables = Tables.in(new Schema(schema));

  @Test
  void a_worker_that_was_paused_writes_nothing_once_another_has_taken_its_partition()
      throws Exception {
    try (HikariDataSource pool = TestDatabase.pool(4);
        Stockade stockade = Stockade.on(pool, Config.defaults().withSchema(schema))) {
      var transactions = new Transactions(pool, 4, 2_000, 0);
      var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random());
      var bounds = new dev.stockade.engine.groupcommit.Bounds(1, 10, 16, 1, 10, LIMIT);
      try (var groups = new Groups(transactions, backoff, bounds, 100)) {
        var decider = new Decider(groups, tables, 10);
        CollectionId drop = CollectionId.of(UUID.randomUUID());
        stockade.open(drop, "drop", 5);

        Fence paused = take(transactions, 0);
        Fence other = take(transactions, 1);
        assertThat(decide(decider, paused, drop)).isInstanceOf(Decision.Accepted.class);
        Fence next = take(transactions, 0);

        assertThatThrownBy(() -> decide(decider, paused, drop)).isInstanceOf(Fence.Taken.class);
        assertThat(stockade.read().collection(drop).orElseThrow().state().version()).isEqualTo(1);
        assertThat(decide(decider, next, drop)).isInstanceOf(Decision.Accepted.class);
        assertThat(decide(decider, other, drop)).isInstanceOf(Decision.Accepted.class);
      }
    }
  }

  private Fence take(Transactions transactions, int partition) throws InterruptedException {
    return tables
        .fences()
        .take(transactions, Deadline.in(LIMIT, System::nanoTime), "a-queue", partition)
        .orElseThrow();
  }

  private static Outcome decide(Decider decider, Fence fence, CollectionId drop)
      throws InterruptedException {
    var bid = new Bid(new BidId(UUID.randomUUID()), drop, "bidder", 1, new Price(1, "EUR"));
    var ended = new CountDownLatch(1);
    Line line = decider.line(new Fenced(fence));
    Line.Waiting waiting = line.of(new Command.PlaceAndAccept(bid), ended::countDown);
    line.add(List.of(waiting));
    assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return waiting.outcome();
  }
}
