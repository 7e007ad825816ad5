package dev.stockade.lab.race;

import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.report.Drawing;
import dev.stockade.lab.report.Table;
import java.util.ArrayList;
import java.util.List;

/// What came of a race, for people and for programs.
public final class RaceReport {
  private static final String INDENT = "    ";
  private static final int MOST_FINDINGS = 10;

  private final RaceSetup setup;
  private final String database;
  private final List<Race.Finish> finishes;

  RaceReport(RaceSetup setup, String database, List<Race.Finish> finishes) {
    this.setup = setup;
    this.database = database;
    this.finishes = List.copyOf(finishes);
  }

  /// The report for programs.
  public record Json(long seed, String database, List<RaceResult> results) {}

  public Json json() {
    return new Json(setup.seed(), database, finishes.stream().map(Race.Finish::result).toList());
  }

  /// True where every contender but the naive one kept its promises.
  public boolean isClean() {
    return finishes.stream()
        .filter(finish -> !finish.contender().isNaive())
        .allMatch(finish -> finish.verdict().findings().isEmpty());
  }

  /// The report for people.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "%s want %s, all at the same moment."
            .formatted(counted(setup.callers(), "caller"), counted(setup.stock(), "unit")));
    finishes.forEach(finish -> tell(finish, lines));
    lines.add("");
    lines.addAll(table().lines());
    lines.add("");
    finishes.forEach(finish -> judge(finish, lines));
    return lines;
  }

  private static void tell(Race.Finish finish, List<String> lines) {
    if (!finish.story().isEmpty()) {
      lines.add("");
      lines.add("What %s did, from its own log:".formatted(finish.result().strategy()));
      lines.add("");
      finish.story().forEach(line -> lines.add(INDENT + line));
    }
  }

  private Table table() {
    var table =
        new Table(
            List.of(
                "strategy",
                "accepted",
                "sold out",
                "oversold",
                "accepts/s",
                "p50",
                "p99",
                "verdict"));
    for (Race.Finish finish : finishes) {
      RaceResult result = finish.result();
      table.add(
          List.of(
              result.strategy(),
              Drawing.count(result.accepted()),
              Drawing.count(result.soldOut()),
              Drawing.count(result.oversold()),
              Drawing.count(Math.round(result.acceptsPerSecond())),
              Drawing.millis(result.p50Millis()),
              Drawing.millis(result.p99Millis()),
              verdict(result)));
    }
    return table;
  }

  private static String verdict(RaceResult result) {
    if (result.violations() == 0) {
      return result.deferred() == 0 ? "sound" : "sound, %d undecided".formatted(result.deferred());
    }
    return result.oversold() > 0 ? "OVERSOLD" : "BROKEN";
  }

  private static void judge(Race.Finish finish, List<String> lines) {
    RaceResult result = finish.result();
    List<Finding> findings = finish.verdict().findings();
    if (result.oversold() > 0) {
      lines.add(
          "%s promised %s where there are %s: %s no unit."
              .formatted(
                  result.strategy(),
                  counted(finish.verdict().promised(), "unit"),
                  counted(result.stock(), "unit"),
                  result.oversold() == 1
                      ? "one buyer gets"
                      : counted(result.oversold(), "buyer") + " get"));
    }
    if (findings.isEmpty()) {
      lines.add(
          "%s kept every promise, say the checker and the audit.".formatted(result.strategy()));
      return;
    }
    long byChecker = findings.stream().filter(it -> it.judge().equals("checker")).count();
    lines.add(
        "%s broke %s, of which the checker found %s and the audit %s."
            .formatted(
                result.strategy(),
                counted(findings.size(), "promise"),
                Drawing.count(byChecker),
                Drawing.count(findings.size() - byChecker)));
    if (!finish.contender().isNaive()) {
      findings.stream()
          .limit(MOST_FINDINGS)
          .forEach(it -> lines.add(INDENT + it.judge() + ", " + it.name() + ": " + it.sentence()));
    }
  }

  private static String counted(long number, String noun) {
    return Drawing.count(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
