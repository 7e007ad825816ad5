package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// A row that somebody else holds.
interface Deadlines {
  Duration SHORT = Duration.ofMillis(700);

  /// How much later than its deadline an answer may be noticed by a test on a busy machine.
  Duration SLACK = Duration.ofMillis(1500);

  Arena arena();

  @Test
  default void every_caller_is_answered_by_its_deadline_while_a_stranger_holds_the_row()
      throws Exception {
    CollectionId collection = arena().open(24);
    List<Bid> bids = arena().place(collection, 24, 1);

    List<Timed> answers;
    try (Stranger _ = arena().strangerHolding(collection)) {
      answers = Collision.of(timed(bids));
    }

    assertThat(answers)
        .allSatisfy(it -> assertThat(it.took()).isLessThan(SHORT.plus(SLACK)))
        .allSatisfy(it -> assertThat(it.outcome()).isInstanceOfAny(Deferred.class, InDoubt.class));
    assertThat(arena().collide(bids.stream().map(Arena::accept).toList()))
        .allSatisfy(it -> assertThat(it).isInstanceOf(Decision.Accepted.class));
  }

  @Test
  default void a_row_that_a_stranger_holds_does_not_hold_up_another_collection() throws Exception {
    CollectionId held = arena().open(5);
    CollectionId free = arena().open(5);
    Bid waits = arena().place(held, 1);
    Bid goes = arena().place(free, 1);

    try (Stranger _ = arena().strangerHolding(held)) {
      List<Timed> answers = Collision.of(timed(List.of(waits, goes)));

      assertThat(answers.get(0).outcome()).isNotInstanceOf(Decision.class);
      assertThat(answers.get(1).outcome()).isInstanceOf(Decision.Accepted.class);
    }
  }

  @Test
  default void a_row_that_is_let_go_in_time_costs_nobody_the_answer() throws Exception {
    CollectionId collection = arena().open(8);
    List<Bid> bids = arena().place(collection, 8, 1);
    Stranger stranger = arena().strangerHolding(collection);
    var tasks = new ArrayList<Callable<Outcome>>();
    for (Bid bid : bids) {
      Node node = arena().node(tasks.size());
      tasks.add(() -> arena().insist(node, Arena.accept(bid)));
    }
    tasks.add(
        () -> {
          arena().untilSomebodyWaitsForALock();
          stranger.close();
          return new Decision.Unchanged();
        });

    List<Outcome> told = Collision.of(tasks);

    assertThat(told).filteredOn(Decision.Accepted.class::isInstance).hasSize(8);
  }

  @Test
  default void a_refusal_waits_for_nobody_forever() throws Exception {
    CollectionId collection = arena().open(0);
    Bid bid = arena().place(collection, 1);

    try (Stranger _ = arena().strangerHolding(collection)) {
      Timed answer = Collision.of(timed(List.of(bid))).getFirst();

      assertThat(answer.took()).isLessThan(SHORT.plus(SLACK));
      assertThat(answer.outcome()).isNotInstanceOf(Decision.Accepted.class);
    }
  }

  /// An answer, and how long it took.
  record Timed(Outcome outcome, Duration took) {}

  private List<Callable<Timed>> timed(List<Bid> bids) {
    var tasks = new ArrayList<Callable<Timed>>();
    for (Bid bid : bids) {
      Node node = arena().node(tasks.size());
      List<Command> accept = List.of(Arena.accept(bid));
      tasks.add(
          () -> {
            long start = System.nanoTime();
            Outcome outcome = arena().ask(node, accept, SHORT).getFirst();
            return new Timed(outcome, Duration.ofNanos(System.nanoTime() - start));
          });
    }
    return tasks;
  }
}
