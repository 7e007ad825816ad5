package dev.stockade.core;

import static dev.stockade.core.Drop.DROP;
import static dev.stockade.core.Drop.entry;
import static dev.stockade.core.Drop.view;
import static dev.stockade.core.World.ROW_LOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules about a collection's strategy: who sets it, and when the engine may.
class StrategyRulesTest {
  @Test
  void a_strategy_is_changed_by_an_event_with_its_reason_and_setting_it_again_changes_nothing() {
    var queue = new StrategyName("queue");

    Ruling ruling =
        Rules.decide(
            view(1),
            List.of(
                new Command.SetStrategy(DROP, queue, "the drop begins"),
                new Command.SetStrategy(DROP, queue, "again")));

    assertThat(ruling.events())
        .containsExactly(
            new Event.StrategyChanged(
                entry(1, 1), queue, Assignment.Mode.PINNED, "the drop begins"));
    assertThat(ruling.decisions().getLast()).isEqualTo(new Decision.Unchanged());
    assertThat(ruling.after().strategy()).isEqualTo(queue);
  }

  @Test
  void what_is_left_to_the_engine_keeps_its_strategy_until_the_engine_switches() {
    var queue = new StrategyName("queue");
    var auto = new Command.SetStrategy(DROP, new Choice.Auto(), "it is yours");

    Ruling ruling = Rules.decide(view(1), List.of(own(queue, "hot", 0), auto, auto));

    assertThat(ruling.decisions())
        .containsExactly(
            new Decision.Unchanged(),
            new Decision.StrategyChanged(ROW_LOCK, Assignment.Mode.AUTO, entry(1, 1), false),
            new Decision.Unchanged());
    assertThat(ruling.after().assignment())
        .isEqualTo(new Assignment(ROW_LOCK, Assignment.Mode.AUTO, "it is yours", entry(1, 1).at()));
  }

  @Test
  void the_engine_switches_once_in_a_while_and_never_what_is_pinned() {
    var queue = new StrategyName("queue");
    View opened = auto();

    Ruling ruling =
        Rules.decide(
            opened,
            List.of(
                own(ROW_LOCK, opened.state().assignment().reason(), 0),
                own(queue, "hot", 10),
                own(ROW_LOCK, "cold", 10),
                own(queue, "hot", 0),
                own(queue, "hotter", 0),
                new Command.SetStrategy(DROP, queue, "mine"),
                own(ROW_LOCK, "cold", 0)));

    assertThat(ruling.events())
        .containsExactly(
            new Event.StrategyChanged(entry(1, 1), queue, Assignment.Mode.AUTO, "hot"),
            new Event.StrategyChanged(entry(2, 1), queue, Assignment.Mode.AUTO, "hotter"),
            new Event.StrategyChanged(entry(3, 1), queue, Assignment.Mode.PINNED, "mine"));
    assertThat(ruling.after().assignment().since()).isEqualTo(entry(1, 1).at());
  }

  @Test
  void the_least_time_between_two_switches_is_told_by_the_clock_of_the_view() {
    var queue = new StrategyName("queue");
    Ruling first = Rules.decide(auto(), List.of(own(queue, "hot", 10)));
    View after = auto().after(first);

    assertThat(decisionAt(after, 9_999)).isEqualTo(new Decision.Unchanged());
    assertThat(decisionAt(after, 10_000)).isInstanceOf(Decision.StrategyChanged.class);
  }

  private static Decision decisionAt(View view, long millisLater) {
    var later =
        new View(view.state(), view.bids(), view.restocks(), view.now().plusMillis(millisLater));
    return Rules.decide(later, List.of(own(ROW_LOCK, "cold", 10))).decisions().getFirst();
  }

  private static View auto() {
    View view = view(1);
    var assignment = Assignment.opened(ROW_LOCK, Assignment.Mode.AUTO);
    return new View(
        CollectionState.opened(DROP, 1, assignment), view.bids(), view.restocks(), view.now());
  }

  private static Command own(StrategyName strategy, String reason, int secondsApart) {
    return new Command.SetStrategy(
        DROP, new Choice.Switch(strategy, Duration.ofSeconds(secondsApart)), reason);
  }
}
