package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is particular to the queue. What every strategy promises is in the conformance suite.
class QueueTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  @RegisterExtension final OneQueue queue = new OneQueue();

  @Test
  void what_a_dead_worker_had_read_is_decided_in_its_order_before_what_came_later()
      throws Exception {
    CollectionId drop = queue.open(100);
    List<Bid> bids = queue.place(drop, 30);
    for (Bid bid : bids) {
      assertThat(OneQueue.ask(queue.idle(), bid)).isEqualTo(new InDoubt());
    }
    // The first twenty were read by somebody who died.
    queue.redis().xgroupCreate(XReadArgs.StreamOffset.from(queue.stream(), "0"), "workers");
    queue
        .redis()
        .eval(
            "return redis.call('XREADGROUP', 'GROUP', 'workers', 'worker', 'COUNT', 20, 'STREAMS', KEYS[1], '>')",
            ScriptOutputType.MULTI,
            queue.stream());

    try (Stockade node = queue.started(queue.config())) {
      await().atMost(LIMIT).until(() -> queue.redis().xlen(queue.stream()) == 0);

      List<Event> log = node.read().events(drop, 0, 100);
      assertThat(log.stream().map(event -> ((Event.BidAccepted) event).bid()))
          .containsExactlyElementsOf(bids.stream().map(Bid::id).toList());
    }
  }

  @Test
  void a_request_that_comes_again_has_no_effect() throws Exception {
    CollectionId drop = queue.open(1);
    List<Bid> bids = queue.place(drop, 2);
    assertThat(OneQueue.ask(queue.idle(), bids.get(0))).isEqualTo(new InDoubt());
    assertThat(OneQueue.ask(queue.idle(), bids.get(1))).isEqualTo(new InDoubt());
    List<String> requests = queue.requests();
    var again = new ArrayList<String>();
    Collections.nCopies(4, requests).forEach(again::addAll);
    Collections.shuffle(again, new Random(7));
    again.forEach(request -> queue.redis().xadd(queue.stream(), "request", request));

    try (Stockade node = queue.started(queue.config())) {
      await().atMost(LIMIT).until(() -> queue.redis().xlen(queue.stream()) == 0);
      node.decide(new Command.Release(drop, bids.get(0).id()));
      again.forEach(request -> queue.redis().xadd(queue.stream(), "request", request));
      node.accept(drop, queue.place(drop, 1).getFirst().id());

      assertThat(node.read().events(drop, 0, 100))
          .hasSize(3)
          .noneMatch(event -> ((Event.OnBid) event).bid().equals(bids.get(1).id()));
    }
  }

  @Test
  void beyond_its_length_a_partition_takes_nobody_and_loses_nobody() throws Exception {
    CollectionId drop = queue.open(100);
    List<Bid> bids = queue.place(drop, 12);
    try (Stockade small = queue.started(queue.withoutWorker().with(Setting.QUEUE_LENGTH, 7))) {
      List<Outcome> told = OneQueue.askAll(small, bids, SHORT);

      assertThat(told).filteredOn(InDoubt.class::isInstance).hasSize(7);
      assertThat(told).filteredOn(Deferred.Busy.class::isInstance).hasSize(5);
    }
    try (Stockade node = queue.started(queue.config())) {
      await().atMost(LIMIT).until(() -> OneQueue.state(node, drop) == 7);
    }
  }

  @Test
  void what_is_no_request_becomes_a_dead_letter_and_holds_up_nobody() throws Exception {
    CollectionId drop = queue.open(1);
    Bid bid = queue.place(drop, 1).getFirst();
    queue.redis().xadd(queue.stream(), "request", "nonsense");

    try (Stockade node = queue.started(queue.config())) {
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Decision.Accepted.class);
      assertThat(queue.deadLetters()).hasSize(1);
      assertThat(queue.deadLetters().getFirst().getBody()).containsEntry("request", "nonsense");
    }
  }

  @Test
  void a_request_that_fails_by_itself_is_tried_some_times_and_fails_nobody_else() throws Exception {
    CollectionId drop = queue.open(100);
    List<Bid> bids = queue.place(drop, 20);
    queue.execute(
        """
        CREATE FUNCTION %1$s.poison() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'poisoned' USING ERRCODE = 'check_violation'; END $$;
        CREATE TRIGGER poison BEFORE INSERT ON %1$s.event
          FOR EACH ROW WHEN (NEW.bid = '%2$s') EXECUTE FUNCTION %1$s.poison()
        """
            .formatted(queue.schema(), bids.get(7).id()));

    try (Stockade node = queue.started(queue.config())) {
      List<Outcome> told = OneQueue.askAll(node, bids, Duration.ofSeconds(20));

      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i)).isInstanceOf(i == 7 ? InDoubt.class : Decision.Accepted.class);
      }
      assertThat(queue.deadLetters()).hasSize(1);
      assertThat(queue.deadLetters().getFirst().getBody().get("reason")).contains("poisoned");
    }
  }

  @Test
  void when_a_node_ends_another_one_takes_its_partition() throws Exception {
    CollectionId drop = queue.open(100);
    List<Bid> bids = queue.place(drop, 40);
    try (Stockade other = queue.started(queue.config())) {
      try (Stockade first = queue.started(queue.config())) {
        assertThat(OneQueue.askAll(first, bids.subList(0, 20), LIMIT))
            .allMatch(Decision.Accepted.class::isInstance);
      }

      assertThat(OneQueue.askAll(other, bids.subList(20, 40), LIMIT))
          .allMatch(Decision.Accepted.class::isInstance);
    }
  }
}
