package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/// The suite that every strategy must pass catches the trap of event sourcing: a stock that is
/// counted from the events, and no guard on the append.
final class CountingIsCaughtTest {
  private static final Map<String, String> FAILURES = new HashMap<>();

  @BeforeAll
  static void runTheSuite() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(CountingSuspect.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(CountingIsCaughtTest::note);
  }

  @Test
  void in_every_race() {
    assertThat(FAILURES)
        .containsKeys(
            "the_last_unit_goes_to_exactly_one_of_two_callers",
            "of_n_callers_for_one_unit_fewer_one_goes_away_empty",
            "bids_for_several_units_at_once_fit_into_the_stock");
  }

  @Test
  void by_the_checker_alone() {
    assertThat(FAILURES.get("a_rush_breaks_no_promise_that_the_checker_knows"))
        .contains("what the checker finds")
        .contains("Oversold");
  }

  @Test
  void by_the_audit_alone() {
    assertThat(FAILURES.get("a_rush_breaks_no_promise_that_the_audit_knows"))
        .contains("what the audit finds")
        .contains("Oversold");
  }

  @Test
  void although_it_is_right_where_nobody_disturbs_it() {
    CollectionId drop = CollectionId.of(UUID.randomUUID());
    try (var node = CountingSuspect.CountingNode.on(TestDatabase.newSchema())) {
      node.open(drop, 3);
      var told = new ArrayList<Outcome>();
      for (int quantity : new int[] {2, 2, 1, 1}) {
        Bid bid =
            new Bid(new BidId(UUID.randomUUID()), drop, "alone", quantity, new Price(1, "EUR"));
        node.place(bid);
        told.addAll(
            node.decide(List.of(new Command.Accept(drop, bid.id())), Duration.ofSeconds(5)));
      }

      assertThat(told.get(0)).isInstanceOf(Decision.Accepted.class);
      assertThat(told.get(1)).isEqualTo(new Decision.NotEnoughStock(2, 1));
      assertThat(told.get(2)).isInstanceOf(Decision.Accepted.class);
      assertThat(told.get(3)).isEqualTo(new Decision.SoldOut());
      assertThat(node.read(drop).stock()).isZero();
    }
  }

  private static void note(Event failed) {
    String name = failed.getTestDescriptor().getDisplayName().replace("()", "");
    failed
        .getPayload(TestExecutionResult.class)
        .flatMap(TestExecutionResult::getThrowable)
        .ifPresent(thrown -> FAILURES.put(name, String.valueOf(thrown.getMessage())));
  }
}
