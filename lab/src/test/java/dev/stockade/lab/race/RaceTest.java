package dev.stockade.lab.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.TestDatabase;
import dev.stockade.lab.arena.Contender;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RaceTest {
  private static final List<Contender> NAIVE_AND_ROW_LOCK =
      List.of(Contender.named("naive"), Contender.named("row-lock"));

  @Test
  void naive_oversells_what_row_lock_sells_once() throws Exception {
    var setup = new RaceSetup(10, 60, NAIVE_AND_ROW_LOCK, 1);

    RaceReport report = new Race(setup, TestDatabase.get(), TestDatabase.DARK).run();

    RaceResult naive = report.json().results().get(0);
    RaceResult rowLock = report.json().results().get(1);
    assertThat(naive.accepted() + naive.soldOut()).isEqualTo(60);
    assertThat(naive.oversold()).isEqualTo(naive.accepted() - 10L).isPositive();
    assertThat(naive.violations()).isPositive();
    assertThat(rowLock.accepted()).isEqualTo(10);
    assertThat(rowLock.soldOut()).isEqualTo(50);
    assertThat(rowLock.deferred()).isZero();
    assertThat(rowLock.oversold()).isZero();
    assertThat(rowLock.violations()).isZero();
    assertThat(rowLock.acceptsPerSecond()).isPositive();
    assertThat(rowLock.p50Millis()).isPositive().isLessThanOrEqualTo(rowLock.p99Millis());
    assertThat(report.isClean()).as("naive is not held against it").isTrue();
  }

  @Test
  void the_report_tells_how_a_unit_was_sold_to_many() throws Exception {
    var setup = new RaceSetup(10, 60, NAIVE_AND_ROW_LOCK, 2);

    RaceReport report = new Race(setup, TestDatabase.get(), TestDatabase.DARK).run();

    assertThat(String.join("\n", report.lines()))
        .contains("60 callers want 10 units")
        .containsPattern("caller \\d+ accepts, reads stock = \\d+   \\(stale\\)")
        .containsPattern("\\d+ buyers, one unit")
        .containsPattern("naive .*OVERSOLD")
        .containsPattern("row-lock .*sound")
        .contains("row-lock promised 10 units of 10.");
  }

  @Test
  void with_no_stock_everybody_is_told_so() throws Exception {
    var setup = new RaceSetup(0, 5, NAIVE_AND_ROW_LOCK, 3);

    RaceReport report = new Race(setup, TestDatabase.get(), TestDatabase.DARK).run();

    assertThat(report.json().results()).extracting(RaceResult::soldOut).containsExactly(5, 5);
    assertThat(report.json().results()).extracting(RaceResult::violations).containsExactly(0L, 0L);
  }

  @Test
  void numbers_out_of_bounds_are_refused() {
    assertThatThrownBy(() -> new RaceSetup(-1, 2, NAIVE_AND_ROW_LOCK, 1))
        .isInstanceOf(Mistake.class)
        .hasMessage("--stock must be 0 to 1000000000: -1");
    assertThatThrownBy(() -> new RaceSetup(1, 0, NAIVE_AND_ROW_LOCK, 1))
        .isInstanceOf(Mistake.class)
        .hasMessage("--callers must be 1 to 100000: 0");
  }
}
