package dev.stockade.lab.bench;

import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Parties;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// How bars are worked out of figures. Empty where a figure is missing that a bar needs. Immutable.
record Ratios(Figures figures) {
  /// The longest that anybody may wait among [Bars#MANY].
  private static final double SLOWEST_MILLIS = 1_000;

  OptionalDouble best(Scenario scenario, int callers, String other) {
    OptionalDouble to = figures.rate(scenario, other, callers);
    return each(name -> Figures.ratio(figures.rate(scenario, name, callers), to)).max();
  }

  OptionalDouble worst(Scenario scenario, int callers, String other) {
    OptionalDouble to = figures.rate(scenario, other, callers);
    return each(name -> Figures.ratio(figures.rate(scenario, name, callers), to)).min();
  }

  OptionalDouble hot4000() {
    OptionalDouble rowLock =
        Bars.CALLERS.stream()
            .flatMapToDouble(n -> figures.rate(Scenario.HOT, Bars.ROW_LOCK, n).stream())
            .max();
    return each(name -> Figures.ratio(figures.rate(Scenario.HOT, name, Bars.MOST), rowLock)).max();
  }

  OptionalDouble insert() {
    OptionalDouble insert = figures.rate(Scenario.HOT, Bars.INSERT, 1);
    return each(name -> Figures.ratio(figures.rate(Scenario.HOT, name, Bars.MANY), insert)).max();
  }

  OptionalDouble queue() {
    return Figures.ratio(
        figures.rate(Scenario.HOT, Bars.QUEUE, Bars.MANY),
        figures.rate(Scenario.HOT, Bars.ROW_LOCK, Bars.MANY));
  }

  OptionalDouble alone() {
    OptionalDouble rowLock = figures.p50(Scenario.HOT, Bars.ROW_LOCK, 1);
    return each(name -> Figures.ratio(figures.p50(Scenario.HOT, name, 1), rowLock)).max();
  }

  /// Where somebody waited too long it is that time in milliseconds, which no bar holds.
  OptionalDouble tail() {
    return each(name -> {
          OptionalDouble slowest = figures.max(Scenario.HOT, name, Bars.MANY);
          return slowest.isPresent() && slowest.getAsDouble() > SLOWEST_MILLIS
              ? slowest
              : Figures.ratio(
                  figures.p99(Scenario.HOT, name, Bars.MANY),
                  figures.p50(Scenario.HOT, name, Bars.MANY));
        })
        .max();
  }

  OptionalDouble http() {
    return Figures.ratio(
        figures.rate(Scenario.HOT, Bars.HTTP, Bars.MANY),
        figures.rate(Scenario.HOT, Bars.HOLLOW, Bars.MANY));
  }

  OptionalDouble httpBatch() {
    int callers = Parties.named(Bars.HTTP_BATCH).getFirst().mostCallers();
    return Figures.ratio(
        figures.rate(Scenario.HOT, Bars.HTTP_BATCH, callers),
        figures.rate(Scenario.HOT, Bars.HTTP, Bars.MANY));
  }

  /// What an acceptance costs on long tables to what it costs on new ones.
  OptionalDouble growth() {
    return each(name ->
            Figures.ratio(
                figures.rate(Scenario.HOT, name, Bars.MANY),
                figures.rate(Scenario.GROWN, name, Bars.MANY)))
        .max();
  }

  OptionalDouble refuse() {
    return each(name ->
            Figures.ratio(
                figures.rate(Scenario.REFUSE, name, Bars.MANY),
                figures.rate(Scenario.HOT, name, Bars.MANY)))
        .min();
  }

  /// Of every strategy; of none where one of them has no figures.
  private static DoubleStream each(Function<String, OptionalDouble> figure) {
    List<OptionalDouble> figures = Bars.STRATEGIES.stream().map(figure).toList();
    return figures.stream().allMatch(OptionalDouble::isPresent)
        ? figures.stream().mapToDouble(OptionalDouble::getAsDouble)
        : DoubleStream.empty();
  }
}
