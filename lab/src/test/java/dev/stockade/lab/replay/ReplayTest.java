package dev.stockade.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.TestDatabase;
import dev.stockade.lab.arena.Arena;
import dev.stockade.lab.arena.Contender;
import dev.stockade.lab.trace.Sale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplayTest {
  private static final Instant FIRST = Instant.parse("2021-03-13T18:30:00Z");
  private static final List<String> BUYERS =
      List.of("0x4b", "Ann, née \"B\"", " ann ", "🐈🐈", "two\nlines", "'; DROP TABLE bid; --");

  @Test
  void the_first_get_the_supply_and_the_others_are_told_that_it_is_gone() throws Exception {
    ReplayResult result = replay(sales(150, 0), 100, Pace.MAX);

    assertThat(result.rows()).isEqualTo(150);
    assertThat(result.accepted()).isEqualTo(100);
    assertThat(result.soldOut()).isEqualTo(50);
    assertThat(result.undecided()).isZero();
    assertThat(result.stockLeft()).isZero();
    assertThat(result.oversold()).isZero();
    assertThat(result.violations()).isZero();
  }

  @Test
  void with_more_supply_than_rows_some_is_left() throws Exception {
    ReplayResult result = replay(sales(20, 1), 25, Pace.MAX);

    assertThat(result.accepted()).isEqualTo(20);
    assertThat(result.stockLeft()).isEqualTo(5);
    assertThat(result.violations()).isZero();
  }

  @Test
  void a_replay_takes_as_long_as_the_trace_at_its_pace() throws Exception {
    ReplayResult result = replay(sales(11, 1), 11, new Pace(10));

    assertThat(result.accepted()).isEqualTo(11);
    assertThat(result.seconds()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void naive_code_oversells_a_trace_too() throws Exception {
    var setup = new ReplaySetup(sales(100, 0), 0, 20, Pace.MAX, 0, 1);

    ReplayReport report = run(setup, "naive");

    assertThat(report.json().oversold()).isPositive();
    assertThat(report.isClean()).isFalse();
    assertThat(String.join("\n", report.lines())).contains("BROKEN").contains("Oversold");
  }

  @Test
  void a_crowd_wants_the_same_units_and_is_told_apart_from_the_trace() throws Exception {
    ReplayReport report = run(new ReplaySetup(sales(30, 0), 0, 30, Pace.MAX, 3, 1), "row-lock");

    ReplayResult result = report.json();
    assertThat(result.rows()).isEqualTo(30);
    assertThat(result.callers()).isEqualTo(120);
    assertThat(result.accepted()).isEqualTo(30);
    assertThat(result.soldOut()).isEqualTo(90);
    assertThat(result.stockLeft()).isZero();
    assertThat(report.isClean()).isTrue();
    assertThat(String.join("\n", report.lines()))
        .contains("120 callers: beside each row's buyer 3 who want the same unit")
        .contains("They are modelled, not traced.");
  }

  private static ReplayResult replay(List<Sale> sales, int supply, Pace pace) throws Exception {
    ReplayReport report = run(new ReplaySetup(sales, 0, supply, pace, 0, 1), "row-lock");
    assertThat(report.isClean()).isTrue();
    return report.json();
  }

  private static ReplayReport run(ReplaySetup setup, String strategy) throws Exception {
    return new Replay(
            setup,
            supply -> Arena.open(TestDatabase.get(), Contender.named(strategy), "replay", supply),
            TestDatabase.DARK)
        .run();
  }

  private static List<Sale> sales(int number, long secondsBetween) {
    var sales = new ArrayList<Sale>();
    for (int i = 0; i < number; i++) {
      Instant at = FIRST.plusSeconds(i * secondsBetween);
      sales.add(new Sale(i + 2, at, "item", i, "seller", BUYERS.get(i % BUYERS.size())));
    }
    return sales;
  }
}
