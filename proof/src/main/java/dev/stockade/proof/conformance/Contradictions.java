package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two callers want things of which only one can happen, at the same moment.
interface Contradictions {
  int ROUNDS = 15;

  Arena arena();

  @Test
  default void accept_against_close_is_before_it_or_refused() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);

      List<Decision> told =
          arena().collide(List.of(Arena.accept(bid), new Command.Close(collection)));

      var closed = (Decision.CollectionClosed) told.get(1);
      if (told.get(0) instanceof Decision.Accepted accepted) {
        assertThat(accepted.entry().sequence()).isLessThan(closed.entry().sequence());
      } else {
        assertThat(told.get(0)).isEqualTo(new Decision.Closed());
      }
    }
  }

  @Test
  default void accept_against_withdraw_has_one_winner_whom_the_other_is_told() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);

      List<Decision> told = arena().collide(List.of(Arena.accept(bid), Arena.withdraw(bid)));

      switch (told.get(0)) {
        case Decision.Accepted won ->
            assertThat(told.get(1)).isEqualTo(new Decision.BidAccepted(won.entry()));
        case Decision.BidWithdrawn lost ->
            assertThat(told.get(1))
                .isEqualTo(new Decision.Withdrawn(bid.id(), lost.entry(), false));
        case Decision other -> throw new AssertionError(other);
      }
      assertThat(arena().happened(collection)).hasSize(1);
    }
  }

  @Test
  default void accept_against_reject_has_one_winner_whom_the_other_is_told() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);

      List<Decision> told = arena().collide(List.of(Arena.accept(bid), Arena.reject(bid)));

      switch (told.get(0)) {
        case Decision.Accepted won ->
            assertThat(told.get(1)).isEqualTo(new Decision.BidAccepted(won.entry()));
        case Decision.BidRejected lost ->
            assertThat(told.get(1)).isEqualTo(new Decision.Rejected(bid.id(), lost.entry(), false));
        case Decision other -> throw new AssertionError(other);
      }
      assertThat(arena().happened(collection)).hasSize(1);
    }
  }

  @Test
  default void withdraw_against_reject_has_one_winner_whom_the_other_is_told() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Bid bid = arena().place(arena().open(1), 1);

      List<Decision> told = arena().collide(List.of(Arena.withdraw(bid), Arena.reject(bid)));

      switch (told.get(0)) {
        case Decision.Withdrawn won ->
            assertThat(told.get(1)).isEqualTo(new Decision.BidWithdrawn(won.entry()));
        case Decision.BidRejected lost ->
            assertThat(told.get(1)).isEqualTo(new Decision.Rejected(bid.id(), lost.entry(), false));
        case Decision other -> throw new AssertionError(other);
      }
    }
  }

  @Test
  default void a_collection_is_closed_once_and_stays_closed() throws Exception {
    CollectionId collection = arena().open(5);
    Bid before = arena().place(collection, 1);
    Bid after = arena().place(collection, 1);
    arena().insist(arena().here(), Arena.accept(before));
    var close = new Command.Close(collection);

    List<Decision> told = arena().collide(List.of(close, close, close, close));

    assertThat(told).filteredOn(Decision.CollectionClosed.class::isInstance).hasSize(1);
    assertThat(told).filteredOn(new Decision.Unchanged()::equals).hasSize(3);
    assertThat(arena().insist(arena().there(), Arena.accept(after)))
        .isEqualTo(new Decision.Closed());
    assertThat(arena().insist(arena().there(), Arena.release(before)))
        .isInstanceOf(Decision.Released.class);
  }
}
