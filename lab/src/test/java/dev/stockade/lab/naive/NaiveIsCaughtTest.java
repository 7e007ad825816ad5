package dev.stockade.lab.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.stockade.lab.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/// The suite that every strategy must pass can fail: it catches the naive code in each of its
/// races, by the callers' answers, by the checker and by the audit.
final class NaiveIsCaughtTest {
  private static final Map<String, String> FAILURES = new HashMap<>();

  @BeforeAll
  static void runTheSuite() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(NaiveSuspect.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(NaiveIsCaughtTest::note);
  }

  @AfterAll
  static void drop() throws SQLException {
    try (Connection connection = TestDatabase.get().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + NaiveSuspect.SCHEMA + " CASCADE");
    }
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

  private static void note(Event failed) {
    String name = failed.getTestDescriptor().getDisplayName().replace("()", "");
    failed
        .getPayload(TestExecutionResult.class)
        .flatMap(TestExecutionResult::getThrowable)
        .ifPresent(thrown -> FAILURES.put(name, String.valueOf(thrown.getMessage())));
  }
}
