package dev.stockade.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.ground.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class BarsTest {
  private static final List<CellResult> HOT =
      List.of(
          strategy("row-lock", true, 90_000),
          strategy("optimistic", true, 110_000),
          strategy("event-sourced", true, 50_000),
          strategy("row-lock", false, 1_000_000),
          cell("baseline-row-lock", "baseline", false, 1_000, Optional.of(1_000.0), 1_000));

  @Test
  void the_best_strategy_with_group_commit_counts_where_the_bar_says_best() {
    Bar bar = Bars.measure(List.of("hot-1000"), HOT).getFirst();

    assertThat(bar.ratio()).hasValue(110);
    assertThat(bar.held()).isTrue();
  }

  @Test
  void what_is_measured_gives_the_bars_whose_cells_are_all_there() {
    List<String> most = new ArrayList<>(Bars.named(List.of("all")));
    most.remove("growth");

    assertThat(Bars.within(Menu.full(Scenario.ZIPF))).isEqualTo(most);
    assertThat(Bars.within(Menu.full(Scenario.zipf(10, 0.5)))).doesNotContain("zipf");
    assertThat(Bars.within(Menu.quick()))
        .contains("hot-1000", "hot-100", "redis", "queue", "tail")
        .doesNotContain("bullmq", "hot-4000", "http");
    assertThat(Bars.within(List.of())).isEmpty();
  }

  @Test
  void the_worst_strategy_counts_where_the_bar_says_each() {
    Bar bar = Bars.measure(List.of("each-1000"), HOT).getFirst();

    assertThat(bar.ratio()).hasValue(50);
    assertThat(bar.held()).isFalse();
  }

  @Test
  void a_bar_is_not_held_where_one_cell_has_no_figures() {
    var results =
        List.of(
            strategy("row-lock", true, 90_000),
            strategy("optimistic", true, 110_000),
            cell("event-sourced", "strategy", true, 1_000, Optional.empty(), 10),
            cell("baseline-row-lock", "baseline", false, 1_000, Optional.of(10.0), 1_000));

    Bar bar = Bars.measure(List.of("hot-1000"), results).getFirst();

    assertThat(bar.ratio()).isEmpty();
    assertThat(bar.held()).isFalse();
  }

  @Test
  void the_tail_is_not_held_where_somebody_waited_for_more_than_a_second() {
    var results =
        List.of(
            strategy("row-lock", true, 1),
            strategy("optimistic", true, 1),
            cell("event-sourced", "strategy", true, 1_000, Optional.of(1.0), 1_001));

    assertThat(Bars.measure(List.of("tail"), results).getFirst().held()).isFalse();
    assertThat(Bars.measure(List.of("tail"), HOT.subList(0, 3)).getFirst().ratio()).hasValue(2);
  }

  @Test
  void over_http_one_a_request_is_held_against_the_bound_and_many_against_one() {
    var results =
        List.of(
            strategy("http", true, 20_000),
            cell("bound-http", "bound", false, 1_000, Optional.of(40_000.0), 30),
            cell("http-batch", "strategy", true, 100, Optional.of(100_000.0), 30));

    List<Bar> bars = Bars.measure(List.of("http", "http-batch"), results);

    assertThat(bars.getFirst().ratio()).hasValue(0.5);
    assertThat(bars.getLast().ratio()).hasValue(5);
    assertThat(bars).allMatch(Bar::held);
  }

  @Test
  void there_are_fifteen() {
    assertThat(Bars.named(List.of("all"))).hasSize(15);
  }

  @Test
  void every_bar_names_cells_that_can_be_measured() {
    for (String name : Bars.named(List.of("all"))) {
      assertThat(Bars.cells(List.of(name))).as(name).isNotEmpty();
    }
    assertThatThrownBy(() -> Bars.named(List.of("no-such-bar")))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("unknown bar 'no-such-bar': there are hot-1000, ");
  }

  private static CellResult strategy(String name, boolean groupCommit, double rate) {
    return cell(name, "strategy", groupCommit, 1_000, Optional.of(rate), 30);
  }

  /// With a p50 of 10 ms and a p99 of 20 ms.
  private static CellResult cell(
      String party,
      String kind,
      boolean groupCommit,
      int callers,
      Optional<Double> rate,
      double maxMillis) {
    return new CellResult(
        "hot",
        party,
        kind,
        groupCommit,
        callers,
        1,
        rate.map(it -> CellResult.Spread.of(it)),
        OptionalDouble.of(10),
        OptionalDouble.of(20),
        OptionalDouble.of(20),
        OptionalDouble.of(maxMillis),
        List.of(),
        Optional.of(rate.isPresent()),
        Optional.empty(),
        3,
        10,
        0,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
