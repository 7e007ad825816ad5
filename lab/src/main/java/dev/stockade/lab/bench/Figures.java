package dev.stockade.lab.bench;

import dev.stockade.lab.bench.ground.Scenario;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Figures of one run by what they are of. Where a cell was not measured or not verified, there is
/// none. Immutable.
record Figures(List<CellResult> results) {
  Figures {
    results = List.copyOf(results);
  }

  /// Of a strategy with group commit, or of any other party.
  OptionalDouble rate(Scenario scenario, String party, int callers) {
    return figure(
        scenario,
        party,
        callers,
        it -> it.acceptsPerSecond().map(spread -> OptionalDouble.of(spread.median())).orElse(NONE));
  }

  OptionalDouble p50(Scenario scenario, String party, int callers) {
    return figure(scenario, party, callers, CellResult::p50Millis);
  }

  OptionalDouble p99(Scenario scenario, String party, int callers) {
    return figure(scenario, party, callers, CellResult::p99Millis);
  }

  OptionalDouble max(Scenario scenario, String party, int callers) {
    return figure(scenario, party, callers, CellResult::maxMillis);
  }

  static final OptionalDouble NONE = OptionalDouble.empty();

  static OptionalDouble ratio(OptionalDouble of, OptionalDouble to) {
    return of.isPresent() && to.isPresent() && to.getAsDouble() > 0
        ? OptionalDouble.of(of.getAsDouble() / to.getAsDouble())
        : NONE;
  }

  private OptionalDouble figure(
      Scenario scenario, String party, int callers, Function<CellResult, OptionalDouble> figure) {
    return results.stream()
        .filter(it -> it.scenario().equals(scenario.name()) && it.party().equals(party))
        .filter(it -> it.callers() == callers)
        .filter(it -> it.groupCommit() || !it.kind().equals("strategy"))
        .map(figure)
        .findFirst()
        .orElse(NONE);
  }
}
