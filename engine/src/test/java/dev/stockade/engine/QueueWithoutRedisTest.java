package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A queue whose Redis is lost, empty, full or not there.
class QueueWithoutRedisTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Duration SLACK = Duration.ofMillis(1_500);

  @RegisterExtension final OneQueue queue = new OneQueue();

  @Test
  void ten_thousand_calls_whose_requests_are_flushed_end_by_their_deadline() throws Exception {
    int callers = 10_000;
    CollectionId drop = queue.open(callers);
    List<Bid> bids = queue.place(drop, callers);
    // Nobody is to be in doubt about being in line: whoever is goes past it, and is accepted.
    Config patient = queue.withoutWorker().with(Setting.REDIS_TIMEOUT, (int) LIMIT.toMillis());
    try (Stockade idle = queue.started(patient);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Duration>> waits =
          threads.submit(() -> OneQueue.askAll(bids, bid -> waitInDoubt(idle, bid)));
      await().atMost(LIMIT).until(() -> queue.redis().xlen(queue.stream()) == callers);

      queue.redis().flushall();

      assertThat(waits.get(120, TimeUnit.SECONDS))
          .allSatisfy(wait -> assertThat(wait).isLessThan(LONG.plus(SLACK)));
    }
    try (Stockade node = queue.started(queue.config())) {
      assertThat(OneQueue.askAll(node, bids.subList(0, 100), LIMIT))
          .allMatch(Decision.Accepted.class::isInstance);
    }
  }

  private static Duration waitInDoubt(Stockade node, Bid bid) throws InterruptedException {
    long start = System.nanoTime();
    assertThat(OneQueue.ask(node, bid, LONG)).isEqualTo(new InDoubt());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void ten_thousand_calls_are_decided_past_a_redis_that_comes_back_empty() throws Exception {
    int callers = 10_000;
    CollectionId drop = queue.open(callers);
    List<Bid> bids = queue.place(drop, callers);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Outcome>> told = threads.submit(() -> OneQueue.askAll(queue.idle(), bids, LIMIT));
      await().atMost(LIMIT).until(() -> queue.redis().xlen(queue.stream()) == callers);

      queue.server().restart();

      assertThat(told.get(60, TimeUnit.SECONDS)).allMatch(Decision.Accepted.class::isInstance);
      assertThat(OneQueue.state(queue.idle(), drop)).isEqualTo(callers);
    }
  }

  @Test
  void calls_whose_redis_dies_are_decided_past_the_queue() throws Exception {
    CollectionId drop = queue.open(100);
    List<Bid> bids = queue.place(drop, 50);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Outcome>> told = threads.submit(() -> OneQueue.askAll(queue.idle(), bids, LIMIT));
      await().atMost(LIMIT).until(() -> queue.redis().xlen(queue.stream()) == 50);

      queue.server().process().destroyForcibly();

      assertThat(told.get(30, TimeUnit.SECONDS)).allMatch(Decision.Accepted.class::isInstance);
      assertThat(OneQueue.state(queue.idle(), drop)).isEqualTo(50);
    }
  }

  @Test
  void without_redis_acceptances_are_deferred_where_it_is_set_so_and_all_else_is_decided()
      throws Exception {
    CollectionId drop = queue.open(1);
    Bid bid = queue.place(drop, 1).getFirst();
    queue.server().process().destroyForcibly();
    Config impatient =
        queue
            .withoutWorker()
            .withQueue(
                queue.withoutWorker().queue().withWithoutRedis(QueueConfig.WithoutRedis.BUSY));

    try (Stockade node = Stockade.on(queue.pool(), impatient)) {
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Deferred.Busy.class);
      assertThat(node.decide(new Command.SetStrategy(drop, Strategies.ROW_LOCK, "no Redis")))
          .isInstanceOf(Decision.StrategyChanged.class);
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Decision.Accepted.class);
    }
  }

  @Test
  void what_a_redis_without_memory_does_not_take_is_decided_past_the_queue() throws Exception {
    CollectionId drop = queue.open(1);
    List<Bid> bids = queue.place(drop, 2);
    queue.redis().configSet("maxmemory", "1");

    assertThat(queue.idle().accept(drop, bids.get(0).id())).isInstanceOf(Decision.Accepted.class);
    assertThat(queue.idle().accept(drop, bids.get(1).id())).isEqualTo(new Decision.SoldOut());
  }
}
