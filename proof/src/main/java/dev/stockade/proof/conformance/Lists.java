package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Many commands in one call: as if they were asked one after another.
interface Lists {
  Arena arena();

  @Test
  default void a_list_is_decided_as_its_commands_are_alone_from_the_same_state() throws Exception {
    int[] quantities = {3, 4, 1, 2, 1, 5, 1};
    CollectionId together = arena().open(8);
    CollectionId apart = arena().open(8);
    List<Command> list = new ArrayList<>();
    List<Command> alone = new ArrayList<>();
    for (int quantity : quantities) {
      list.add(Arena.accept(arena().place(together, quantity)));
      alone.add(Arena.accept(arena().place(apart, quantity)));
    }

    List<Outcome> told = arena().ask(arena().here(), list, Arena.DEADLINE);

    List<Outcome> oneByOne = new ArrayList<>();
    for (Command command : alone) {
      oneByOne.add(arena().insist(arena().there(), command));
    }
    assertThat(told.stream().map(Lists::shape).toList())
        .containsExactlyElementsOf(oneByOne.stream().map(Lists::shape).toList())
        .containsExactly(
            "accepted 3 at 1 leaves 5",
            "accepted 4 at 2 leaves 1",
            "accepted 1 at 3 leaves 0",
            "SoldOut[]",
            "SoldOut[]",
            "SoldOut[]",
            "SoldOut[]");
  }

  @Test
  default void a_refused_command_does_not_fail_its_neighbours() throws Exception {
    CollectionId collection = arena().open(3);
    Bid large = arena().place(collection, 4);
    Bid gone = arena().place(collection, 1);
    Bid small = arena().place(collection, 2);
    var unknown = new Command.Accept(collection, Arena.offer(collection, 1).id());

    List<Outcome> told =
        arena()
            .ask(
                arena().here(),
                List.of(
                    Arena.accept(large),
                    Arena.withdraw(gone),
                    unknown,
                    Arena.accept(gone),
                    Arena.accept(small)),
                Arena.DEADLINE);

    assertThat(told.stream().map(Lists::shape).toList())
        .containsExactly(
            "NotEnoughStock[requested=4, stock=3]",
            "Withdrawn",
            "UnknownBid[]",
            "BidWithdrawn",
            "accepted 2 at 2 leaves 1");
  }

  @Test
  default void a_list_may_span_collections_and_one_that_is_unknown() throws Exception {
    CollectionId one = arena().open(1);
    CollectionId two = arena().open(0);
    CollectionId three = arena().open(5);
    CollectionId none = CollectionId.of(UUID.randomUUID());
    Bid first = arena().place(one, 1);
    Bid second = arena().place(two, 1);
    Bid third = arena().place(three, 1);

    List<Outcome> told =
        arena()
            .ask(
                arena().there(),
                List.of(
                    Arena.accept(third),
                    new Command.PlaceAndAccept(Arena.offer(none, 1)),
                    Arena.accept(second),
                    new Command.Close(none),
                    Arena.accept(first),
                    Arena.release(third),
                    new Command.Accept(two, third.id())),
                Arena.DEADLINE);

    assertThat(told.stream().map(Lists::shape).toList())
        .containsExactly(
            "accepted 1 at 1 leaves 4",
            "UnknownCollection[]",
            "SoldOut[]",
            "UnknownCollection[]",
            "accepted 1 at 1 leaves 0",
            "Released",
            "UnknownBid[]");
  }

  @Test
  default void a_unit_that_one_command_of_a_list_frees_can_be_had_by_the_next() throws Exception {
    CollectionId collection = arena().open(1);
    Bid first = arena().place(collection, 1);
    Bid second = arena().place(collection, 1);

    List<Outcome> told =
        arena()
            .ask(
                arena().here(),
                List.of(
                    Arena.accept(first),
                    Arena.accept(second),
                    Arena.release(first),
                    Arena.accept(second),
                    Arena.accept(first)),
                Arena.DEADLINE);

    assertThat(told.stream().map(Lists::shape).toList())
        .containsExactly(
            "accepted 1 at 1 leaves 0",
            "SoldOut[]",
            "Released",
            "accepted 1 at 3 leaves 0",
            "accepted 1 at 1 leaves 0");
  }

  @Test
  default void an_offer_that_one_command_of_a_list_takes_is_placed_though_the_next_one_closes()
      throws Exception {
    CollectionId collection = arena().open(1);
    Command takes = new Command.PlaceAndAccept(Arena.offer(collection, 1));

    List<Outcome> told =
        arena()
            .ask(
                arena().here(),
                List.of(takes, new Command.Close(collection), takes),
                Arena.DEADLINE);

    assertThat(told.stream().map(Lists::shape).toList())
        .containsExactly(
            "accepted 1 at 1 leaves 0", "CollectionClosed", "accepted 1 at 1 leaves 0");
  }

  @Test
  default void lists_that_collide_on_several_collections_are_all_decided() throws Exception {
    List<CollectionId> collections = List.of(arena().open(20), arena().open(20), arena().open(20));
    List<List<Command>> lists = new ArrayList<>();
    for (int caller = 0; caller < 12; caller++) {
      var list = new ArrayList<Command>();
      for (int i = 0; i < 6; i++) {
        // Each caller names the collections in another order.
        CollectionId collection = collections.get((caller + i * (1 + caller % 2)) % 3);
        list.add(new Command.PlaceAndAccept(Arena.offer(collection, 1)));
      }
      lists.add(list);
    }

    List<List<Outcome>> told = arena().collideLists(lists);

    assertThat(told).allSatisfy(it -> assertThat(it).hasSize(6));
    int accepted = collections.stream().mapToInt(id -> arena().state(id).accepted()).sum();
    assertThat(told.stream().flatMap(List::stream).filter(Decision.Accepted.class::isInstance))
        .hasSize(accepted);
    assertThat(told.stream().flatMap(List::stream)).doesNotContain(new Decision.UnknownBid());
  }

  private static String shape(Outcome outcome) {
    return switch (outcome) {
      case Decision.Accepted it ->
          "accepted %d at %d leaves %d"
              .formatted(it.quantity(), it.entry().sequence(), it.entry().stock());
      case Decision.Released _ -> "Released";
      case Decision.Withdrawn _ -> "Withdrawn";
      case Decision.CollectionClosed _ -> "CollectionClosed";
      case Decision.BidWithdrawn _ -> "BidWithdrawn";
      case Outcome it -> it.toString();
    };
  }
}
