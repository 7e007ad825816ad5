package dev.stockade.lab.bench;

import dev.stockade.lab.bench.machine.Machine;
import dev.stockade.lab.bench.study.CrossCheck;
import dev.stockade.lab.bench.study.Delay;
import dev.stockade.lab.bench.study.Opening;
import dev.stockade.lab.bench.study.Study;
import dev.stockade.lab.report.Drawing;
import dev.stockade.lab.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was measured, for people and for programs.
public final class BenchReport {
  private static final String NONE = "-";

  private final BenchSetup setup;
  private final String database;
  private final Machine machine;
  private final List<CellResult> results;
  private final Optional<String> redis;
  private final List<String> leftOut;
  private final List<Bar> bars;
  private final Study.Findings findings;

  /// @param setup what was measured
  /// @param ground where it was measured
  /// @param leftOut why parties were not measured, a sentence each
  BenchReport(BenchSetup setup, Where ground, Seen seen, List<String> leftOut) {
    this.setup = setup;
    this.database = ground.database();
    this.machine = ground.machine();
    this.redis = ground.redis();
    this.results = List.copyOf(seen.results());
    this.findings = seen.findings();
    this.leftOut = List.copyOf(leftOut);
    this.bars = Bars.measure(setup.bars().orElseGet(() -> Bars.within(setup.cells())), results);
  }

  /// What was measured.
  record Seen(List<CellResult> results, Study.Findings findings) {}

  /// Where it was measured.
  ///
  /// @param redis its version, where one was used
  record Where(String database, Machine machine, Optional<String> redis) {}

  /// The report for programs.
  public record Json(
      long seed,
      String database,
      Machine machine,
      Optional<String> redis,
      List<String> leftOut,
      List<CellResult> results,
      List<Bar> bars,
      List<Opening> openings,
      List<Delay> strangers,
      Optional<CrossCheck> pgbench) {}

  public Json json() {
    return new Json(
        setup.seed(),
        database,
        machine,
        redis,
        leftOut,
        results,
        bars,
        findings.openings(),
        findings.delays(),
        findings.pgbench());
  }

  /// True where every cell was verified.
  public boolean isClean() {
    return findings.isClean()
        && results.stream().allMatch(result -> result.verified().orElse(true));
  }

  /// True where every bar is held, and what studies ask for.
  public boolean holdsBars() {
    return findings.isHeld() && bars.stream().allMatch(Bar::held);
  }

  /// The report for people.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var scenario : setup.scenarios()) {
      lines.add("");
      lines.add("%s: %s".formatted(scenario.name(), scenario.sentence()));
      lines.add("");
      lines.addAll(table(scenario.name()).lines());
    }
    lines.add("");
    results.stream()
        .filter(result -> result.fault().isPresent())
        .forEach(
            result ->
                lines.add(
                    "NOT VERIFIED: %s, %,d callers: %s"
                        .formatted(result.party(), result.callers(), result.fault().get())));
    lines.addAll(leftOut);
    lines.addAll(findings.lines());
    if (!bars.isEmpty()) {
      lines.addAll(barTable().lines());
      lines.add("");
    }
    lines.addAll(machine.lines());
    redis.ifPresent(version -> lines.add("Redis " + version));
    lines.add(
        "Median (min to max) of %d runs of %s s after %s s, interleaved, in a JVM that was warmed by unmeasured runs of each party; latencies of all runs, without coordinated omission."
            .formatted(
                setup.pace().runs(),
                seconds(setup.pace().measured().toMillis()),
                seconds(setup.pace().warmUp().toMillis())));
    return lines;
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1e3);
  }

  private Table table(String scenario) {
    var table =
        new Table(
            List.of(
                "party",
                "callers",
                "per second",
                "min to max",
                "p50",
                "p99",
                "p99.9",
                "max",
                "pool",
                "CPU own+db",
                "verdict"));
    for (CellResult result : results) {
      if (result.scenario().equals(scenario)) {
        table.add(row(result));
      }
    }
    return table;
  }

  private Table barTable() {
    var table = new Table(List.of("bar", "ratio", "must", "stretch", "held"));
    for (Bar bar : bars) {
      table.add(
          List.of(
              bar.name(),
              bar.ratio().isPresent() ? "%,.2f".formatted(bar.ratio().getAsDouble()) : NONE,
              Double.toString(bar.must()),
              Double.toString(bar.stretch()),
              bar.held() ? "held" : "NOT HELD"));
    }
    return table;
  }

  private static List<String> row(CellResult result) {
    Optional<CellResult.Spread> spread = result.acceptsPerSecond();
    return List.of(
        title(result),
        Drawing.count(result.callers()),
        spread.map(it -> Drawing.count(Math.round(it.median()))).orElse(NONE),
        spread.map(it -> Drawing.range(it.min(), it.max())).orElse(NONE),
        millis(result.p50Millis()),
        millis(result.p99Millis()),
        millis(result.p999Millis()),
        millis(result.maxMillis()),
        Integer.toString(result.connections()),
        cpus(result.clientCpus()) + "+" + cpus(result.databaseCpus()),
        verdict(result));
  }

  private static String title(CellResult result) {
    boolean plain = result.kind().equals("strategy") && !result.groupCommit();
    return plain ? result.party() + ", plain" : result.party();
  }

  private static String verdict(CellResult result) {
    String verdict = result.verified().map(it -> it ? "verified" : "NOT VERIFIED").orElse("bound");
    return result.unfinished() == 0
        ? verdict
        : verdict + ", %s unfinished".formatted(Drawing.count(result.unfinished()));
  }

  private static String millis(OptionalDouble millis) {
    return millis.isPresent() ? Drawing.millis(millis.getAsDouble()) : NONE;
  }

  private static String cpus(OptionalDouble cpus) {
    return cpus.isPresent() ? "%.1f".formatted(cpus.getAsDouble()) : "?";
  }
}
