package dev.stockade.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Assignment;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
  private static final Selector SELECTOR = new Selector(100, 1_000, 20);

  @ParameterizedTest(name = "{0} with {1} callers, queue {2}: {3}")
  @CsvSource({
    // the thresholds, from below
    "row-lock,      0,     yes, stays,      ",
    "row-lock,      1,     yes, stays,      ",
    "row-lock,      99.9,  yes, stays,      ",
    "row-lock,      100,   yes, optimistic, MANY_CALLERS",
    "row-lock,      999.9, yes, optimistic, MANY_CALLERS",
    "row-lock,      1000,  yes, queue,      CROWD",
    "optimistic,    999.9, yes, stays,      ",
    "optimistic,    1000,  yes, queue,      CROWD",
    "queue,         90000, yes, stays,      ",
    // and from above, where they are lower by the margin
    "optimistic,    100,   yes, stays,      ",
    "optimistic,    80,    yes, stays,      ",
    "optimistic,    79.9,  yes, row-lock,   FEW_CALLERS",
    "queue,         800,   yes, stays,      ",
    "queue,         799.9, yes, optimistic, MANY_CALLERS",
    "queue,         80,    yes, optimistic, MANY_CALLERS",
    "queue,         79.9,  yes, row-lock,   FEW_CALLERS",
    // what people had chosen before they left it to the engine
    "event-sourced, 1,     yes, row-lock,   FEW_CALLERS",
    "event-sourced, 80,    yes, row-lock,   FEW_CALLERS",
    "event-sourced, 100,   yes, optimistic, MANY_CALLERS",
    // without a queue a crowd changes nothing but the reason
    "row-lock,      1000,  no,  row-lock,   CROWD_WITHOUT_QUEUE",
    "optimistic,    1000,  no,  optimistic, CROWD_WITHOUT_QUEUE",
    "event-sourced, 1000,  no,  event-sourced, CROWD_WITHOUT_QUEUE",
    "row-lock,      999.9, no,  optimistic, MANY_CALLERS",
    "queue,         1000,  no,  stays,      ",
    "queue,         10,    no,  row-lock,   FEW_CALLERS",
  })
  void a_strategy_and_a_number_of_callers_give_the_next_strategy(
      String now, double callers, String queue, String next, Reason reason) {
    var selected = SELECTOR.select(assigned(now, "before"), callers, queue.equals("yes"));

    if (next.equals("stays")) {
      assertThat(selected).isEmpty();
    } else {
      assertThat(selected).contains(new Selector.Selected(new StrategyName(next), reason));
    }
  }

  @ParameterizedTest
  @CsvSource({"row-lock", "optimistic"})
  void that_there_is_no_queue_is_recorded_once(String now) {
    Assignment told = assigned(now, Reason.CROWD_WITHOUT_QUEUE.text());

    assertThat(SELECTOR.select(told, 5_000, false)).isEmpty();
    assertThat(SELECTOR.select(told, 5_000, true))
        .contains(new Selector.Selected(Strategies.QUEUE, Reason.CROWD));
  }

  private static Assignment assigned(String strategy, String reason) {
    return new Assignment(
        new StrategyName(strategy), Assignment.Mode.AUTO, reason, Instant.ofEpochSecond(1));
  }
}
