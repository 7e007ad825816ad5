package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A bid's id is the idempotency key of its acceptance.
interface SameBid {
  Arena arena();

  @Test
  default void the_same_bid_accepted_by_many_callers_at_once_has_one_sequence() throws Exception {
    for (int round = 0; round < 5; round++) {
      CollectionId collection = arena().open(24);
      Bid bid = arena().place(collection, 1);

      List<Decision> told = arena().collide(Collections.nCopies(24, Arena.accept(bid)));

      assertThat(told).allSatisfy(it -> isTheFirstEvent(collection, it));
      assertThat(told).filteredOn(it -> !((Decision.Accepted) it).repeated()).hasSize(1);
      assertThat(arena().state(collection).accepted()).isEqualTo(1);
    }
  }

  @Test
  default void the_same_offer_made_by_many_callers_at_once_is_one_bid() throws Exception {
    CollectionId collection = arena().open(24);
    Bid offer = Arena.offer(collection, 2);

    List<Decision> told =
        arena().collide(Collections.nCopies(24, new Command.PlaceAndAccept(offer)));

    assertThat(told).allSatisfy(it -> isTheFirstEvent(collection, it));
    assertThat(arena().state(collection).accepted()).isEqualTo(2);
  }

  @Test
  default void asking_again_gives_the_first_acceptance_whatever_has_happened_since()
      throws Exception {
    CollectionId collection = arena().open(2);
    Bid bid = arena().place(collection, 1);
    var first = (Decision.Accepted) arena().insist(arena().here(), Arena.accept(bid));
    var again = new Decision.Accepted(bid.id(), 1, first.entry(), true);
    assertThat(first.repeated()).isFalse();

    assertThat(arena().insist(arena().there(), Arena.accept(bid))).isEqualTo(again);
    arena().insist(arena().here(), Arena.accept(arena().place(collection, 1)));
    assertThat(arena().insist(arena().here(), Arena.accept(bid))).isEqualTo(again);
    arena().insist(arena().there(), Arena.release(bid));
    assertThat(arena().insist(arena().there(), Arena.accept(bid))).isEqualTo(again);
    arena().insist(arena().there(), new Command.Close(collection));
    assertThat(arena().insist(arena().here(), Arena.accept(bid))).isEqualTo(again);
  }

  @Test
  default void a_bid_twice_in_one_list_is_accepted_once() throws Exception {
    CollectionId collection = arena().open(5);
    Bid bid = arena().place(collection, 2);
    var twice = List.of(Arena.accept(bid), new Command.PlaceAndAccept(bid), Arena.accept(bid));

    List<Outcome> told = arena().ask(arena().here(), twice, Arena.DEADLINE);

    assertThat(told)
        .extracting(outcome -> ((Decision.Accepted) outcome).repeated())
        .containsExactly(false, true, true);
    assertThat(told).allSatisfy(it -> isTheFirstEvent(collection, it));
    assertThat(arena().state(collection).stock()).isEqualTo(3);
  }

  @Test
  default void placing_again_changes_nothing_and_another_bid_of_this_id_is_refused()
      throws Exception {
    CollectionId collection = arena().open(5);
    Bid bid = arena().place(collection, 2);
    var other = new Bid(bid.id(), collection, "bidder", 3, new Price(100, "EUR"));

    assertThat(arena().there().place(bid)).isEqualTo(new Decision.Placed(bid, true));
    assertThat(arena().there().place(other)).isEqualTo(new Decision.IdInUse());
    assertThat(arena().insist(arena().there(), new Command.PlaceAndAccept(other)))
        .isEqualTo(new Decision.IdInUse());
    assertThat(arena().insist(arena().here(), new Command.PlaceAndAccept(bid)))
        .isInstanceOfSatisfying(
            Decision.Accepted.class, told -> assertThat(told.quantity()).isEqualTo(2));
  }

  @Test
  default void two_offers_of_one_id_at_once_are_not_both_taken() throws Exception {
    for (int round = 0; round < 5; round++) {
      CollectionId collection = arena().open(9);
      Bid one = Arena.offer(collection, 1);
      var two = new Bid(one.id(), collection, "bidder", 2, one.price());

      List<Decision> told =
          arena()
              .collide(List.of(new Command.PlaceAndAccept(one), new Command.PlaceAndAccept(two)));

      assertThat(told).containsOnlyOnce(new Decision.IdInUse());
      assertThat(told).hasAtLeastOneElementOfType(Decision.Accepted.class);
    }
  }

  private void isTheFirstEvent(CollectionId collection, Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            told -> assertThat(arena().ordinal(collection, told.entry())).isEqualTo(1));
  }
}
