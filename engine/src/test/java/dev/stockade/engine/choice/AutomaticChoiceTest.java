package dev.stockade.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.core.Assignment;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import dev.stockade.engine.call.Calls;
import dev.stockade.engine.ledger.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AutomaticChoiceTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final CollectionId DROP = CollectionId.of(new UUID(1, 1));
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final AtomicLong clock = new AtomicLong(5_000_000_000L);
  private final List<Command.SetStrategy> asked = new CopyOnWriteArrayList<>();
  private final AutomaticChoice choice =
      new AutomaticChoice(
          new Selector(10, 100, 20),
          () -> false,
          new AutomaticChoice.Bounds(100, WINDOW, INTERVAL, LIMIT),
          new Calls(10, System::nanoTime),
          clock::get);

  @Test
  void many_callers_at_once_are_seen_when_the_window_is_over() {
    List<AutomaticChoice.Visit> visits = enter(40, Strategies.AUTO);
    assertThat(asked).isEmpty();

    pass(WINDOW);
    visits.addAll(enter(1, Strategies.AUTO));

    await().atMost(LIMIT).until(() -> asked.size() == 1);
    assertThat(asked)
        .containsExactly(
            new Command.SetStrategy(
                DROP,
                new Choice.Switch(Strategies.OPTIMISTIC, INTERVAL),
                Reason.MANY_CALLERS.text()));
    visits.forEach(AutomaticChoice.Visit::leave);
  }

  @Test
  void callers_one_after_another_are_few_however_many_they_are() {
    for (int i = 0; i < 1_000; i++) {
      enter(1, Strategies.AUTO).forEach(AutomaticChoice.Visit::leave);
    }
    pass(WINDOW);
    enter(1, Strategies.AUTO).forEach(AutomaticChoice.Visit::leave);

    assertThat(asked).isEmpty();
  }

  @Test
  void what_is_pinned_is_not_watched() {
    enter(40, Strategies.ROW_LOCK);
    pass(WINDOW);
    enter(40, Strategies.ROW_LOCK);

    assertThat(asked).isEmpty();
  }

  @Test
  void it_is_tried_once_an_interval() {
    enter(40, Strategies.AUTO);
    for (int second = 0; second < 9; second++) {
      pass(WINDOW);
      enter(1, Strategies.AUTO);
    }
    await().atMost(LIMIT).until(() -> asked.size() == 1);

    pass(WINDOW.plus(WINDOW));
    enter(1, Strategies.AUTO);

    await().atMost(LIMIT).until(() -> asked.size() == 2);
  }

  @Test
  void a_caller_does_not_wait_for_the_switch() {
    var decided = new CountDownLatch(1);
    enter(40, Strategies.AUTO);
    pass(WINDOW);

    choice.enter(
        assigned(Strategies.AUTO),
        (command, by) -> {
          decided.await();
          asked.add(command);
        });

    assertThat(asked).isEmpty();
    decided.countDown();
    await().atMost(LIMIT).until(() -> asked.size() == 1);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private List<AutomaticChoice.Visit> enter(int callers, StrategyName opened) {
    var visits = new ArrayList<AutomaticChoice.Visit>();
    for (int i = 0; i < callers; i++) {
      visits.add(choice.enter(assigned(opened), (command, by) -> asked.add(command)));
    }
    return visits;
  }

  private static Map<CollectionId, Terms> assigned(StrategyName opened) {
    Assignment.Mode mode =
        opened.equals(Strategies.AUTO) ? Assignment.Mode.AUTO : Assignment.Mode.PINNED;
    return Map.of(DROP, new Terms(Assignment.opened(Strategies.ROW_LOCK, mode), Optional.empty()));
  }
}
