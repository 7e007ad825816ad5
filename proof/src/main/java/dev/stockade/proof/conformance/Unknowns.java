package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.RestockId;
import dev.stockade.core.TenantId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is not there.
interface Unknowns {
  Arena arena();

  @Test
  default void nothing_can_be_done_to_an_unknown_collection() throws Exception {
    CollectionId none = CollectionId.of(UUID.randomUUID());
    Bid offer = Arena.offer(none, 1);
    List<Command> commands =
        List.of(
            Arena.accept(offer),
            new Command.PlaceAndAccept(offer),
            Arena.withdraw(offer),
            Arena.reject(offer),
            Arena.release(offer),
            new Command.Restock(none, new RestockId(UUID.randomUUID()), 1),
            new Command.Close(none));

    for (Command command : commands) {
      assertThat(arena().insist(arena().here(), command))
          .as("%s", command)
          .isEqualTo(new Decision.UnknownCollection());
    }
    assertThat(arena().here().place(offer)).isEqualTo(new Decision.UnknownCollection());
  }

  @Test
  default void nothing_can_be_done_to_an_unknown_bid() throws Exception {
    CollectionId collection = arena().open(3);
    Bid elsewhere = arena().place(arena().open(3), 1);
    for (Bid bid : List.of(Arena.offer(collection, 1), elsewhere)) {
      List<Command> commands =
          List.of(
              new Command.Accept(collection, bid.id()),
              new Command.Withdraw(collection, bid.id()),
              new Command.Reject(collection, bid.id()),
              new Command.Release(collection, bid.id()));
      for (Command command : commands) {
        assertThat(arena().insist(arena().there(), command))
            .as("%s", command)
            .isEqualTo(new Decision.UnknownBid());
      }
    }
    assertThat(arena().happened(collection)).isEmpty();
  }

  @Test
  default void an_offer_that_is_refused_leaves_no_bid() throws Exception {
    CollectionId collection = arena().open(1);
    Bid offer = Arena.offer(collection, 2);

    assertThat(arena().insist(arena().here(), new Command.PlaceAndAccept(offer)))
        .isEqualTo(new Decision.NotEnoughStock(2, 1));
    assertThat(arena().insist(arena().there(), Arena.accept(offer)))
        .isEqualTo(new Decision.UnknownBid());
    // So the id is still free.
    var smaller = new Bid(offer.id(), collection, "bidder", 1, offer.price());
    assertThat(arena().insist(arena().there(), new Command.PlaceAndAccept(smaller)))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  default void two_tenants_may_use_the_same_ids() throws Exception {
    var same = UUID.randomUUID();
    CollectionId one = arena().open(CollectionId.of(same), 1);
    CollectionId two = arena().open(new CollectionId(new TenantId("acme"), same), 1);
    Bid here = arena().place(one, 1);
    var there = new Bid(here.id(), two, here.bidder(), 1, here.price());

    assertThat(arena().insist(arena().here(), new Command.PlaceAndAccept(there)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(arena().insist(arena().there(), Arena.accept(here)))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  default void opening_again_changes_nothing_and_another_supply_is_refused() {
    CollectionId collection = arena().open(7);

    assertThat(arena().there().open(collection, 7))
        .isInstanceOfSatisfying(
            Decision.Opened.class, told -> assertThat(told.repeated()).isTrue());
    assertThat(arena().there().open(collection, 8)).isEqualTo(new Decision.IdInUse());
  }

  @Test
  default void the_log_that_a_node_reads_is_the_one_that_was_told() throws Exception {
    CollectionId collection = arena().open(2);
    Bid bid = arena().place(collection, 2);
    var accepted = (Decision.Accepted) arena().insist(arena().here(), Arena.accept(bid));
    var released = (Decision.Released) arena().insist(arena().here(), Arena.release(bid));

    assertThat(arena().happened(collection))
        .extracting(event -> event.entry())
        .containsExactly(accepted.entry(), released.entry());
    assertThat(arena().happened(collection)).hasSize(2);
  }
}
