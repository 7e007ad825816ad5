package dev.stockade.lab.advise;

import dev.stockade.lab.bench.BenchReport;
import dev.stockade.lab.bench.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was measured and what is advised, for people and for programs.
public final class AdviceReport {
  private final BenchReport measured;
  private final Advice advice;

  public AdviceReport(BenchReport measured) {
    this.measured = measured;
    this.advice = Advice.of(figures(measured.json().results()));
  }

  /// The report for programs.
  public record Json(Advice advice, BenchReport.Json measured) {}

  public Json json() {
    return new Json(advice, measured.json());
  }

  public Advice advice() {
    return advice;
  }

  /// The report for people.
  public List<String> lines() {
    var lines = new ArrayList<>(measured.lines());
    lines.add("");
    lines.addAll(advice.sentences());
    return lines;
  }

  private static List<Figure> figures(List<CellResult> results) {
    return results.stream().flatMap(result -> figure(result).stream()).toList();
  }

  private static Optional<Figure> figure(CellResult result) {
    return Advice.strategy(result.party())
        .flatMap(
            strategy ->
                result
                    .acceptsPerSecond()
                    .map(it -> new Figure(strategy, result.callers(), it.median())));
  }
}
