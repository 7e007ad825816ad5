package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// More bids than units. Asks for nothing but acceptances of bids that were placed before.
public interface LastUnit {
  Arena arena();

  @Test
  default void the_last_unit_goes_to_exactly_one_of_two_callers() throws Exception {
    for (int round = 0; round < 20; round++) {
      CollectionId collection = arena().open(1);
      List<Bid> bids = arena().place(collection, 2, 1);

      List<Decision> told = arena().collide(bids.stream().map(Arena::accept).toList());

      assertThat(told).hasAtLeastOneElementOfType(Decision.Accepted.class);
      assertThat(told).containsOnlyOnce(new Decision.SoldOut());
      assertThat(arena().state(collection).stock()).isZero();
    }
  }

  @Test
  default void of_n_callers_for_one_unit_fewer_one_goes_away_empty() throws Exception {
    int callers = 32;
    CollectionId collection = arena().open(callers - 1);
    List<Bid> bids = arena().place(collection, callers, 1);

    List<Decision> told = arena().collide(bids.stream().map(Arena::accept).toList());

    assertThat(told).containsOnlyOnce(new Decision.SoldOut());
    assertThat(ordinals(collection, told)).containsExactlyInAnyOrderElementsOf(upTo(callers - 1));
    assertThat(arena().state(collection).accepted()).isEqualTo(callers - 1);
  }

  @Test
  default void a_bid_for_several_units_is_accepted_whole_or_not_at_all() throws Exception {
    CollectionId collection = arena().open(3);
    Bid first = arena().place(collection, 2);
    Bid second = arena().place(collection, 2);
    Bid third = arena().place(collection, 1);
    Bid fourth = arena().place(collection, 1);

    assertThat(arena().insist(arena().here(), Arena.accept(first)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(arena().insist(arena().there(), Arena.accept(second)))
        .isEqualTo(new Decision.NotEnoughStock(2, 1));
    assertThat(arena().insist(arena().here(), Arena.accept(third)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(arena().insist(arena().there(), Arena.accept(fourth)))
        .isEqualTo(new Decision.SoldOut());
  }

  @Test
  default void bids_for_several_units_at_once_fit_into_the_stock() throws Exception {
    CollectionId collection = arena().open(20);
    List<Bid> bids = new ArrayList<>();
    IntStream.range(0, 24).forEach(i -> bids.add(arena().place(collection, 1 + i % 4)));

    List<Decision> told = arena().collide(bids.stream().map(Arena::accept).toList());

    int left = arena().state(collection).stock();
    int taken = 0;
    for (int i = 0; i < bids.size(); i++) {
      if (told.get(i) instanceof Decision.Accepted accepted) {
        taken += accepted.quantity();
      } else {
        assertThat(bids.get(i).quantity()).as("refused %s", told.get(i)).isGreaterThan(left);
      }
    }
    assertThat(taken).isEqualTo(20 - left);
  }

  @Test
  default void a_rush_breaks_no_promise_that_the_checker_knows() throws Exception {
    rush();

    arena().checkerFindsNothing();
  }

  @Test
  default void a_rush_breaks_no_promise_that_the_audit_knows() throws Exception {
    rush();

    arena().auditFindsNothing();
  }

  private void rush() throws Exception {
    for (int round = 0; round < 4; round++) {
      CollectionId collection = arena().open(8);
      List<Bid> bids = arena().place(collection, 48, 1);
      arena().collide(bids.stream().map(Arena::accept).toList());
    }
  }

  private List<Long> ordinals(CollectionId collection, List<Decision> told) {
    return told.stream()
        .filter(Decision.Accepted.class::isInstance)
        .map(decision -> arena().ordinal(collection, ((Decision.Accepted) decision).entry()))
        .toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
