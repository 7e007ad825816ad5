package dev.stockade.lab.race;

import dev.stockade.lab.arena.Verdict;
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
        .allMatch(finish -> finish.verdict().isClean());
  }

  /// The report for people.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "%s want %s, all at the same moment."
            .formatted(
                Drawing.counted(setup.callers(), "caller"),
                Drawing.counted(setup.stock(), "unit")));
    if (isLimited()) {
      lines.add("Whom the rate limit refuses is told so, and does not ask again.");
    }
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

  private boolean isLimited() {
    return finishes.stream().anyMatch(finish -> finish.result().rateLimited() > 0);
  }

  private Table table() {
    var table =
        new Table(
            row(
                List.of("strategy", "accepted", "sold out"),
                "rate-limited",
                List.of("oversold", "accepts/s", "p50", "p99", "verdict")));
    for (Race.Finish finish : finishes) {
      RaceResult result = finish.result();
      table.add(
          row(
              List.of(
                  result.strategy(),
                  Drawing.count(result.accepted()),
                  Drawing.count(result.soldOut())),
              Drawing.count(result.rateLimited()),
              List.of(
                  Drawing.count(result.oversold()),
                  Drawing.count(Math.round(result.acceptsPerSecond())),
                  Drawing.millis(result.p50Millis()),
                  Drawing.millis(result.p99Millis()),
                  verdict(result))));
    }
    return table;
  }

  /// One cell is there only in a race with a rate limit.
  private List<String> row(List<String> before, String rateLimited, List<String> after) {
    var row = new ArrayList<>(before);
    if (isLimited()) {
      row.add(rateLimited);
    }
    row.addAll(after);
    return row;
  }

  private static String verdict(RaceResult result) {
    if (result.violations() == 0) {
      return result.deferred() == 0 ? "sound" : "sound, %d undecided".formatted(result.deferred());
    }
    return result.oversold() > 0 ? "OVERSOLD" : "BROKEN";
  }

  private static void judge(Race.Finish finish, List<String> lines) {
    RaceResult result = finish.result();
    Verdict verdict = finish.verdict();
    String promised =
        "%s promised %s of %s"
            .formatted(
                result.strategy(),
                Drawing.counted(verdict.promised(), "unit"),
                Drawing.count(result.stock()));
    if (verdict.isClean()) {
      lines.add(promised + ". The checker and the audit found nothing wrong.");
      return;
    }
    lines.add(
        result.oversold() > 0
            ? "%s: %s will not get theirs."
                .formatted(promised, Drawing.counted(result.oversold(), "buyer"))
            : promised + ".");
    lines.add(INDENT + "The checker found: " + verdict.foundBy("checker"));
    lines.add(INDENT + "The audit found:   " + verdict.foundBy("audit"));
    if (!finish.contender().isNaive()) {
      verdict.findings().stream()
          .limit(MOST_FINDINGS)
          .forEach(it -> lines.add(INDENT + it.name() + ": " + it.sentence()));
    }
  }
}
