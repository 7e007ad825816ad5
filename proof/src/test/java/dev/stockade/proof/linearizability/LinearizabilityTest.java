package dev.stockade.proof.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.PlacedBid;
import dev.stockade.proof.history.Row;
import dev.stockade.proof.linearizability.Linearizability.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearizabilityTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final CollectionId COLLECTION = CollectionId.of(new UUID(0, 1));
  private static final StrategyName ROW_LOCK = new StrategyName("row-lock");
  private static final Bid A = bid(1);
  private static final Bid B = bid(2);

  private final List<Call> calls = new ArrayList<>();
  private boolean brokenConnections;

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 16})
  void a_store_that_keeps_its_promises_is_linearizable(int callers) {
    for (long seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var plan = new Simulation.Plan(callers, 48, random.nextInt(12), 10, 3, 40, 60);
      History history = Simulation.run(plan, random);

      assertThat(Linearizability.judge(history, LIMIT))
          .as("seed %d", seed)
          .allSatisfy(it -> assertThat(it).isInstanceOf(Verdict.Linearizable.class));
    }
  }

  @Test
  void one_unit_for_one_of_two_callers_is_linearizable() {
    accept(10, 20, A, accepted(A, 1, 0));
    accept(10, 20, B, new Decision.SoldOut());

    assertThat(verdict(0, 1)).isInstanceOf(Verdict.Linearizable.class);
  }

  @Test
  void two_callers_with_one_unit_are_not() {
    accept(10, 20, A, accepted(A, 1, 0));
    accept(10, 20, B, accepted(B, 1, 0));

    assertThat(verdict(0, 1)).isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void sold_out_after_a_release_that_had_ended_is_stale() {
    accept(10, 20, A, accepted(A, 1, 0));
    call(21, 30, release(A), released(A, 2, 1));
    accept(31, 40, B, new Decision.SoldOut());

    assertThat(verdict(1, 2)).isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void sold_out_beside_a_release_is_not() {
    accept(10, 20, A, accepted(A, 1, 0));
    call(21, 32, release(A), released(A, 2, 1));
    accept(31, 40, B, new Decision.SoldOut());

    assertThat(verdict(1, 2)).isInstanceOf(Verdict.Linearizable.class);
  }

  @Test
  void a_release_that_the_row_forgot_is_lost() {
    accept(10, 20, A, accepted(A, 1, 0));
    call(21, 30, release(A), released(A, 2, 1));

    assertThat(verdict(0, 1)).isInstanceOf(Verdict.NotLinearizable.class);
    assertThat(verdict(1, 2)).isInstanceOf(Verdict.Linearizable.class);
  }

  @Test
  void a_call_in_doubt_may_take_effect_long_after_it_ended_or_never() {
    accept(10, 20, A, new InDoubt());
    accept(30, 40, B, accepted(B, 1, 1));

    assertThat(verdictOf(2, 0, 2)).isInstanceOf(Verdict.Linearizable.class);
    assertThat(verdictOf(2, 1, 1)).isInstanceOf(Verdict.Linearizable.class);
    assertThat(verdictOf(2, 1, 2)).isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void a_deferred_call_takes_no_effect() {
    accept(10, 20, A, new Deferred.Busy(Duration.ofMillis(1)));

    assertThat(verdict(1, 0)).isInstanceOf(Verdict.Linearizable.class);
    assertThat(verdict(0, 1)).isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void repeated_is_a_lie_where_nobody_was_first_unless_a_connection_broke() {
    accept(10, 20, A, new Decision.Accepted(A.id(), 1, entry(1, 0), true));
    assertThat(verdict(0, 1)).isInstanceOf(Verdict.NotLinearizable.class);

    brokenConnections = true;

    assertThat(verdict(0, 1)).isInstanceOf(Verdict.Linearizable.class);
  }

  @Test
  void a_search_that_is_given_up_is_no_verdict() {
    accept(10, 20, A, accepted(A, 1, 0));
    // An order that is not told by the answers has to be searched for.
    accept(10, 20, B, new InDoubt());

    assertThat(Linearizability.judge(history(1, 0, 1), Duration.ofNanos(-1)).getFirst())
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void more_calls_than_can_be_judged_are_refused() {
    for (int i = 0; i <= Linearizability.MAX_CALLS; i++) {
      accept(i, i, A, new InDoubt());
    }

    assertThatThrownBy(() -> verdict(1, 0)).hasMessageContaining("at most 200 are judged");
  }

  private void accept(long start, long end, Bid bid, Outcome outcome) {
    call(start, end, new Command.Accept(COLLECTION, bid.id()), outcome);
  }

  private void call(long start, long end, Command command, Outcome outcome) {
    calls.add(new Call(calls.size(), start, end, command, outcome));
  }

  private Verdict verdict(int stock, long version) {
    return verdictOf(1, stock, version);
  }

  private Verdict verdictOf(int supply, int stock, long version) {
    return Linearizability.judge(history(supply, stock, version), LIMIT).getFirst();
  }

  private History history(int supply, int stock, long version) {
    var row =
        new Row(
            COLLECTION,
            supply,
            stock,
            0,
            supply - stock,
            version,
            Status.OPEN,
            Assignment.opened(ROW_LOCK, Assignment.Mode.PINNED));
    return new History(
        brokenConnections,
        List.of(CollectionState.opened(COLLECTION, supply, ROW_LOCK)),
        List.of(new PlacedBid(A, 0), new PlacedBid(B, 0)),
        calls,
        List.of(new Ending(row, List.of())));
  }

  private static Command release(Bid bid) {
    return new Command.Release(COLLECTION, bid.id());
  }

  private static Decision accepted(Bid bid, long sequence, int stock) {
    return new Decision.Accepted(bid.id(), 1, entry(sequence, stock), false);
  }

  private static Decision released(Bid bid, long sequence, int stock) {
    return new Decision.Released(bid.id(), 1, entry(sequence, stock), false);
  }

  private static Entry entry(long sequence, int stock) {
    return new Entry(sequence, Instant.EPOCH, stock);
  }

  private static Bid bid(int number) {
    return new Bid(new BidId(new UUID(1, number)), COLLECTION, "ann", 1, new Price(1, "EUR"));
  }
}
