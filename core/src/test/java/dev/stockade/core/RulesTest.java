package dev.stockade.core;

import static dev.stockade.core.Drop.DROP;
import static dev.stockade.core.Drop.accept;
import static dev.stockade.core.Drop.bid;
import static dev.stockade.core.Drop.entry;
import static dev.stockade.core.Drop.view;
import static dev.stockade.core.World.ROW_LOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void the_last_unit_goes_to_the_first_in_the_list() {
    Bid a = bid(1, 1);
    Bid b = bid(2, 1);

    Ruling ruling = Rules.decide(view(1, a, b), List.of(accept(a), accept(b)));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Accepted(a.id(), 1, entry(1, 0), false), new Decision.SoldOut());
    assertThat(ruling.events()).containsExactly(new Event.BidAccepted(entry(1, 0), a.id(), 1));
    assertThat(ruling.after().stock()).isZero();
    assertThat(ruling.after().accepted()).isEqualTo(1);
  }

  @Test
  void a_bid_is_accepted_whole_or_not_at_all_and_a_smaller_one_behind_it_may_fit() {
    Bid large = bid(1, 3);
    Bid small = bid(2, 2);

    Ruling ruling = Rules.decide(view(2, large, small), List.of(accept(large), accept(small)));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.NotEnoughStock(3, 2),
            new Decision.Accepted(small.id(), 2, entry(1, 0), false));
  }

  @Test
  void accepting_again_gives_the_first_acceptance_also_after_its_release() {
    Bid a = bid(1, 1);

    Ruling ruling =
        Rules.decide(view(1, a), List.of(accept(a), new Command.Release(DROP, a.id()), accept(a)));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Accepted(a.id(), 1, entry(1, 0), false),
            new Decision.Released(a.id(), 1, entry(2, 1), false),
            new Decision.Accepted(a.id(), 1, entry(1, 0), true));
    assertThat(ruling.after().stock()).isEqualTo(1);
  }

  @Test
  void a_bid_is_settled_once_and_every_other_settlement_is_told_what_it_is() {
    Bid a = bid(1, 1);
    Bid b = bid(2, 1);

    Ruling ruling =
        Rules.decide(
            view(1, a, b),
            List.of(
                new Command.Withdraw(DROP, a.id()),
                accept(a),
                new Command.Reject(DROP, a.id()),
                new Command.Release(DROP, a.id()),
                new Command.Reject(DROP, b.id()),
                accept(b),
                new Command.Withdraw(DROP, b.id())));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Withdrawn(a.id(), entry(1, 1), false),
            new Decision.BidWithdrawn(entry(1, 1)),
            new Decision.BidWithdrawn(entry(1, 1)),
            new Decision.BidWithdrawn(entry(1, 1)),
            new Decision.Rejected(b.id(), entry(2, 1), false),
            new Decision.BidRejected(entry(2, 1)),
            new Decision.BidRejected(entry(2, 1)));
  }

  @Test
  void an_accepted_bid_cannot_be_withdrawn_and_a_released_one_is_finished() {
    Bid a = bid(1, 1);

    Ruling ruling =
        Rules.decide(
            view(1, a),
            List.of(
                new Command.Release(DROP, a.id()),
                accept(a),
                new Command.Withdraw(DROP, a.id()),
                new Command.Release(DROP, a.id()),
                new Command.Release(DROP, a.id()),
                new Command.Withdraw(DROP, a.id())));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.NotAccepted(),
            new Decision.Accepted(a.id(), 1, entry(1, 0), false),
            new Decision.BidAccepted(entry(1, 0)),
            new Decision.Released(a.id(), 1, entry(2, 1), false),
            new Decision.Released(a.id(), 1, entry(2, 1), true),
            new Decision.BidReleased(entry(2, 1)));
  }

  @Test
  void a_closed_collection_accepts_and_restocks_nothing_but_still_releases_and_withdraws() {
    Bid a = bid(1, 1);
    Bid b = bid(2, 1);
    var restock = new Command.Restock(DROP, new RestockId(new UUID(9, 9)), 5);

    Ruling ruling =
        Rules.decide(
            view(2, a, b),
            List.of(
                accept(a),
                new Command.Close(DROP),
                accept(b),
                accept(a),
                restock,
                new Command.Release(DROP, a.id()),
                new Command.Withdraw(DROP, b.id()),
                new Command.Close(DROP)));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Accepted(a.id(), 1, entry(1, 1), false),
            new Decision.CollectionClosed(entry(2, 1), false),
            new Decision.Closed(),
            new Decision.Accepted(a.id(), 1, entry(1, 1), true),
            new Decision.Closed(),
            new Decision.Released(a.id(), 1, entry(3, 2), false),
            new Decision.Withdrawn(b.id(), entry(4, 2), false),
            new Decision.Unchanged());
  }

  @Test
  void a_restock_adds_its_units_once_and_its_id_means_nothing_else() {
    var id = new RestockId(new UUID(9, 9));

    Ruling ruling =
        Rules.decide(
            view(0),
            List.of(
                new Command.Restock(DROP, id, 5),
                new Command.Restock(DROP, id, 5),
                new Command.Restock(DROP, id, 6)));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Restocked(id, 5, entry(1, 5), false),
            new Decision.Restocked(id, 5, entry(1, 5), true),
            new Decision.IdInUse());
    assertThat(ruling.after().supply()).isEqualTo(5);
  }

  @Test
  void what_expects_a_version_is_done_at_that_one_alone_and_what_is_so_already_stays_so() {
    var id = new RestockId(new UUID(9, 9));
    var other = new RestockId(new UUID(9, 10));
    var seen = new Expected.Version(0);
    var pinned = new Choice.Pinned(new StrategyName("optimistic"));

    Ruling ruling =
        Rules.decide(
            view(0),
            List.of(
                new Command.Restock(DROP, id, 5, seen),
                new Command.Restock(DROP, id, 5, seen),
                new Command.Restock(DROP, id, 6, seen),
                new Command.Restock(DROP, other, 5, seen),
                new Command.SetStrategy(DROP, pinned, "why", seen),
                new Command.SetStrategy(DROP, pinned, "why", new Expected.Version(1)),
                new Command.SetStrategy(DROP, pinned, "why", seen),
                new Command.Close(DROP, seen),
                new Command.Close(DROP, new Expected.Version(2)),
                new Command.Close(DROP, seen),
                new Command.Restock(DROP, other, 5, seen)));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Restocked(id, 5, entry(1, 5), false),
            new Decision.Restocked(id, 5, entry(1, 5), true),
            new Decision.IdInUse(),
            new Decision.Moved(1),
            new Decision.Moved(1),
            new Decision.StrategyChanged(
                pinned.strategy(), Assignment.Mode.PINNED, entry(2, 5), false),
            new Decision.Unchanged(),
            new Decision.Moved(2),
            new Decision.CollectionClosed(entry(3, 5), false),
            new Decision.Unchanged(),
            new Decision.Moved(3));
  }

  @Test
  void a_restock_beyond_the_largest_supply_is_refused() {
    var restock = new Command.Restock(DROP, new RestockId(new UUID(9, 9)), Quantity.MAX);

    Ruling ruling = Rules.decide(view(1), List.of(restock));

    assertThat(ruling.decisions()).containsExactly(new Decision.SupplyExceeded());
  }

  @Test
  void a_bid_on_another_collection_is_unknown_here() {
    var elsewhere =
        new Bid(
            new BidId(new UUID(1, 7)),
            CollectionId.of(new UUID(2, 2)),
            "b",
            1,
            new Price(1, "EUR"));

    Ruling ruling = Rules.decide(view(1, elsewhere), List.of(accept(elsewhere)));

    assertThat(ruling.decisions()).containsExactly(new Decision.UnknownBid());
  }

  @Test
  void placing_and_accepting_leaves_no_bid_where_it_is_refused() {
    Bid a = bid(1, 1);
    Bid b = bid(2, 1);

    Ruling ruling =
        Rules.decide(
            view(1),
            List.of(
                new Command.PlaceAndAccept(a),
                new Command.PlaceAndAccept(b),
                accept(b),
                new Command.PlaceAndAccept(a),
                new Command.PlaceAndAccept(new Bid(a.id(), DROP, "another", 1, a.price()))));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Accepted(a.id(), 1, entry(1, 0), false),
            new Decision.SoldOut(),
            new Decision.UnknownBid(),
            new Decision.Accepted(a.id(), 1, entry(1, 0), true),
            new Decision.IdInUse());
    assertThat(ruling.placed()).containsExactly(a);
  }

  @Test
  void a_command_for_another_collection_is_a_mistake_of_the_program() {
    var other = new Command.Close(CollectionId.of(new UUID(2, 2)));

    assertThatThrownBy(() -> Rules.decide(view(1), List.of(other))).hasMessageContaining("another");
  }

  @Test
  void an_event_that_does_not_follow_or_does_not_add_up_is_not_folded() {
    CollectionState state = CollectionState.opened(DROP, 1, ROW_LOCK);
    var bid = new BidId(new UUID(1, 1));

    assertThatThrownBy(() -> Rules.evolve(state, new Event.BidAccepted(entry(2, 0), bid, 1)))
        .hasMessageContaining("event 2 does not follow version 0");
    assertThatThrownBy(() -> Rules.evolve(state, new Event.BidAccepted(entry(1, 1), bid, 1)))
        .hasMessageContaining("leaves 0 units, but says 1");
    assertThatThrownBy(() -> Rules.evolve(state, new Event.BidAccepted(entry(1, 0), bid, 2)))
        .hasMessage("stock must not be negative: -1");
  }
}
