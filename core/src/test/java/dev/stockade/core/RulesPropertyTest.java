package dev.stockade.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Properties of the rules over thousands of small random worlds. `STOCKADE_SEED` repeats a failing
/// run.
class RulesPropertyTest {
  private static final int WORLDS = 5_000;

  @Test
  void deciding_a_list_equals_deciding_one_by_one() {
    inManyWorlds(
        world -> {
          View view = world.view();
          List<Command> commands = world.commands(30);

          Ruling together = Rules.decide(view, commands);

          var decisions = new ArrayList<Decision>();
          var events = new ArrayList<Event>();
          View current = view;
          for (Command command : commands) {
            Ruling alone = Rules.decide(current, List.of(command));
            decisions.addAll(alone.decisions());
            events.addAll(alone.events());
            current = current.after(alone);
          }
          assertThat(together.decisions()).isEqualTo(decisions);
          assertThat(together.events()).isEqualTo(events);
          assertThat(together.after()).isEqualTo(current.state());
          assertThat(view.after(together)).isEqualTo(current);
        });
  }

  @Test
  void units_in_stock_and_in_acceptances_add_up_to_the_supply_and_never_exceed_it() {
    inManyWorlds(
        world -> {
          View view = world.view();

          Ruling ruling = Rules.decide(view, world.commands(30));

          Map<BidId, Integer> belongings = new HashMap<>();
          int restocked = 0;
          for (Event event : ruling.events()) {
            switch (event) {
              case Event.BidAccepted e ->
                  assertThat(belongings.put(e.bid(), e.quantity())).isNull();
              case Event.AcceptanceReleased e ->
                  assertThat(belongings.remove(e.bid())).isEqualTo(e.quantity());
              case Event.Restocked e -> restocked += e.quantity();
              case Event.BidWithdrawn e -> {}
              case Event.BidRejected e -> {}
              case Event.CollectionClosed e -> {}
              case Event.StrategyChanged e -> {}
            }
            int promised = belongings.values().stream().mapToInt(Integer::intValue).sum();
            int supply = view.state().supply() + restocked;
            assertThat(promised).isLessThanOrEqualTo(supply);
            assertThat(event.entry().stock()).isEqualTo(supply - promised);
          }
        });
  }

  @Test
  void replaying_the_events_gives_the_state() {
    inManyWorlds(
        world -> {
          View view = world.view();

          Ruling ruling = Rules.decide(view, world.commands(30));

          CollectionState state = view.state();
          for (Event event : ruling.events()) {
            state = Rules.evolve(state, event);
          }
          assertThat(state).isEqualTo(ruling.after());
          assertThat(state.version()).isEqualTo(ruling.events().size());
        });
  }

  @Test
  void asking_again_changes_nothing_and_gives_the_same_entry() {
    inManyWorlds(
        world -> {
          View view = world.view();
          List<Command> commands = world.commands(10);
          Ruling first = Rules.decide(view, commands);
          View after = view.after(first);

          for (int i = 0; i < commands.size(); i++) {
            if (first.decisions().get(i) instanceof Decision.Accepted accepted) {
              Ruling again = Rules.decide(after, List.of(commands.get(i)));

              assertThat(again.events()).isEmpty();
              assertThat(again.decisions())
                  .containsExactly(
                      new Decision.Accepted(
                          accepted.bid(), accepted.quantity(), accepted.entry(), true));
            }
          }
        });
  }

  @Test
  void what_was_read_in_two_parts_before_a_ruling_is_known_after_it_as_if_read_at_once() {
    inManyWorlds(
        world -> {
          View view = world.view();
          Ruling ruling = Rules.decide(view, world.commands(20));
          Map<BidId, Standing> some = new HashMap<>(view.bids());
          some.keySet().removeIf(bid -> bid.value().hashCode() % 2 == 0);
          Map<BidId, Standing> others = new HashMap<>(view.bids());
          others.keySet().removeAll(some.keySet());

          View first = new View(view.state(), some, view.restocks(), view.now());
          View second = new View(view.state(), others, Map.of(), view.now().plusMillis(1));
          View known = first.after(ruling).and(second.after(ruling));

          View expected = view.after(ruling);
          assertThat(known.state()).isEqualTo(expected.state());
          assertThat(known.bids()).isEqualTo(expected.bids());
          assertThat(known.restocks()).isEqualTo(expected.restocks());
          assertThat(known.now()).isEqualTo(second.now());
        });
  }

  @Test
  void what_a_bid_was_at_a_version_is_what_the_events_up_to_there_made_of_it() {
    inManyWorlds(
        world -> {
          var views = new ArrayList<>(List.of(world.view()));
          for (Command command : world.commands(20)) {
            View before = views.getLast();
            View after = before.after(Rules.decide(before, List.of(command)));
            if (after.state().version() > before.state().version()) {
              views.add(after);
            }
          }

          for (View then : views) {
            views
                .getLast()
                .bids()
                .forEach(
                    (bid, now) -> {
                      Standing was = then.bids().get(bid);
                      if (was != null) {
                        assertThat(now.fate().at(then.state().version())).isEqualTo(was.fate());
                      }
                    });
          }
        });
  }

  @Test
  void commands_that_are_decided_in_two_goes_are_decided_as_at_once() {
    inManyWorlds(
        world -> {
          View view = world.view();
          List<Command> commands = world.commands(30);
          int half = commands.size() / 2;

          Ruling first = Rules.decide(view, commands.subList(0, half));
          Ruling second = Rules.decide(view.after(first), commands.subList(half, commands.size()));

          assertThat(first.then(second)).isEqualTo(Rules.decide(view, commands));
        });
  }

  @Test
  void no_event_is_earlier_than_the_one_before_it_though_it_was_read_before() {
    inManyWorlds(
        world -> {
          View view = world.view();
          View earlier =
              new View(view.state(), view.bids(), view.restocks(), view.now().minusMillis(1));

          Ruling first = Rules.decide(view, world.commands(10));
          Ruling both = first.then(Rules.decide(earlier.after(first), world.commands(10)));

          assertThat(both.events()).extracting(event -> event.entry().at()).isSorted();
        });
  }

  @Test
  void rulings_of_two_versions_are_not_put_together() {
    View view = new World(1).view();
    Ruling close = Rules.decide(view, List.of(new Command.Close(view.state().id())));

    assertThatThrownBy(() -> close.then(close))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version");
  }

  @Test
  void views_of_two_versions_are_not_put_together() {
    View view = new World(1).view();
    Ruling close = Rules.decide(view, List.of(new Command.Close(view.state().id())));

    assertThatThrownBy(() -> view.and(view.after(close)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version");
  }

  @Test
  void a_refusal_writes_nothing() {
    inManyWorlds(
        world -> {
          View view = world.view().after(Rules.decide(world.view(), world.commands(20)));
          Command command = world.command();

          Ruling ruling = Rules.decide(view, List.of(command));

          if (ruling.decisions().getFirst() instanceof Decision.Refused) {
            assertThat(ruling.events()).isEmpty();
            assertThat(ruling.placed()).isEmpty();
            assertThat(ruling.after()).isEqualTo(view.state());
          } else if (ruling.decisions().getFirst() instanceof Decision.Done done
              && !done.repeated()) {
            assertThat(ruling.events()).extracting(Event::entry).containsExactly(done.entry());
          }
        });
  }

  private static void inManyWorlds(Consumer<World> property) {
    String given = System.getenv("STOCKADE_SEED");
    long seed = given == null ? new Random().nextLong() : Long.parseLong(given);
    for (int i = 0; i < WORLDS; i++) {
      try {
        property.accept(new World(seed + i));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("repeat with STOCKADE_SEED=" + (seed + i), failure);
      }
    }
    System.out.println("seed " + seed);
  }
}
