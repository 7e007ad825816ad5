package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Quantity;
import dev.stockade.core.RestockId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Units that come back, and units that are added.
interface Returns {
  Arena arena();

  @Test
  default void a_release_returns_its_units_once() throws Exception {
    CollectionId collection = arena().open(3);
    Bid bid = arena().place(collection, 3);
    arena().insist(arena().here(), Arena.accept(bid));

    List<Decision> told = arena().collide(Collections.nCopies(12, Arena.release(bid)));

    assertThat(told)
        .allSatisfy(
            it ->
                assertThat(arena().ordinal(collection, ((Decision.Released) it).entry()))
                    .isEqualTo(2));
    assertThat(told).filteredOn(it -> !((Decision.Released) it).repeated()).hasSize(1);
    assertThat(arena().state(collection).stock()).isEqualTo(3);
  }

  @Test
  default void only_an_acceptance_can_be_released() throws Exception {
    CollectionId collection = arena().open(3);
    Bid open = arena().place(collection, 1);
    Bid withdrawn = arena().place(collection, 1);
    Bid rejected = arena().place(collection, 1);
    var gone = (Decision.Withdrawn) arena().insist(arena().here(), Arena.withdraw(withdrawn));
    var declined = (Decision.Rejected) arena().insist(arena().here(), Arena.reject(rejected));

    assertThat(arena().insist(arena().there(), Arena.release(open)))
        .isEqualTo(new Decision.NotAccepted());
    assertThat(arena().insist(arena().there(), Arena.release(withdrawn)))
        .isEqualTo(new Decision.BidWithdrawn(gone.entry()));
    assertThat(arena().insist(arena().there(), Arena.release(rejected)))
        .isEqualTo(new Decision.BidRejected(declined.entry()));
    assertThat(arena().state(collection).stock()).isEqualTo(3);
  }

  @Test
  default void a_restock_of_one_id_adds_its_units_once() throws Exception {
    CollectionId collection = arena().open(1);
    var restock = new Command.Restock(collection, new RestockId(UUID.randomUUID()), 4);

    List<Decision> told = arena().collide(Collections.nCopies(12, restock));

    assertThat(told).filteredOn(it -> !((Decision.Restocked) it).repeated()).hasSize(1);
    assertThat(arena().state(collection).supply()).isEqualTo(5);
    assertThat(arena().state(collection).stock()).isEqualTo(5);
  }

  @Test
  default void the_id_of_a_restock_is_not_used_for_another_one() throws Exception {
    CollectionId collection = arena().open(1);
    CollectionId other = arena().open(1);
    var id = new RestockId(UUID.randomUUID());
    arena().insist(arena().here(), new Command.Restock(collection, id, 4));

    assertThat(arena().insist(arena().there(), new Command.Restock(collection, id, 5)))
        .isEqualTo(new Decision.IdInUse());
    assertThat(arena().insist(arena().there(), new Command.Restock(other, id, 4)))
        .isEqualTo(new Decision.IdInUse());
  }

  @Test
  default void a_collection_has_at_most_a_billion_units() throws Exception {
    CollectionId collection = arena().open(Quantity.MAX - 1);
    var two = new Command.Restock(collection, new RestockId(UUID.randomUUID()), 2);
    var one = new Command.Restock(collection, new RestockId(UUID.randomUUID()), 1);

    assertThat(arena().insist(arena().here(), two)).isEqualTo(new Decision.SupplyExceeded());
    assertThat(arena().insist(arena().here(), one)).isInstanceOf(Decision.Restocked.class);
  }

  @Test
  default void a_unit_released_on_another_node_before_the_call_can_be_had() throws Exception {
    CollectionId collection = arena().open(1);
    Bid holder = arena().place(collection, 1);
    arena().insist(arena().here(), Arena.accept(holder));
    for (int round = 0; round < 20; round++) {
      Bid next = arena().place(collection, 1);
      // The other node sees that nothing is left, and may remember it.
      assertThat(arena().insist(arena().node(round), Arena.accept(next)))
          .isEqualTo(new Decision.SoldOut());
      arena().insist(arena().node(round + 1), Arena.release(holder));

      assertThat(arena().insist(arena().node(round), Arena.accept(next)))
          .isInstanceOf(Decision.Accepted.class);
      holder = next;
    }
  }

  @Test
  default void a_unit_restocked_on_another_node_before_the_call_can_be_had() throws Exception {
    CollectionId collection = arena().open(0);
    for (int round = 0; round < 20; round++) {
      Bid next = arena().place(collection, 1);
      assertThat(arena().insist(arena().node(round), Arena.accept(next)))
          .isEqualTo(new Decision.SoldOut());
      arena()
          .insist(
              arena().node(round + 1),
              new Command.Restock(collection, new RestockId(UUID.randomUUID()), 1));

      assertThat(arena().insist(arena().node(round), Arena.accept(next)))
          .isInstanceOf(Decision.Accepted.class);
    }
  }

  @Test
  default void a_bid_placed_and_a_collection_opened_on_another_node_are_known() throws Exception {
    for (int round = 0; round < 10; round++) {
      CollectionId collection = arena().open(1);
      var none = new Command.Accept(collection, Arena.offer(collection, 1).id());
      assertThat(arena().insist(arena().there(), none)).isEqualTo(new Decision.UnknownBid());
      Bid bid = arena().place(collection, 1);

      assertThat(arena().insist(arena().there(), Arena.accept(bid)))
          .isInstanceOf(Decision.Accepted.class);
    }
  }
}
