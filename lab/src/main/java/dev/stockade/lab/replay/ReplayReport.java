package dev.stockade.lab.replay;

import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.arena.Verdict;
import dev.stockade.lab.report.Drawing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What came of a replay, for people and for programs.
public final class ReplayReport {
  private static final int MOST_FINDINGS = 10;
  private static final Duration LATE = Duration.ofSeconds(1);

  private final ReplaySetup setup;
  private final ReplayResult result;
  private final Tape tape;
  private final Duration mostLate;
  private final Verdict verdict;

  ReplayReport(ReplaySetup setup, Tape tape, double seconds, Duration mostLate, Verdict verdict) {
    this.setup = setup;
    this.tape = tape;
    this.mostLate = mostLate;
    this.verdict = verdict;
    Tape.Frame frame = tape.frame();
    this.result =
        new ReplayResult(
            setup.sales().size(),
            setup.badRows(),
            frame.accepted(),
            frame.soldOut(),
            frame.undecided(),
            verdict.oversold(),
            verdict.violations(),
            verdict.stock(),
            Math.round(seconds * 1000) / 1000.0,
            setup.supply(),
            setup.contender().name().value(),
            setup.seed());
  }

  public ReplayResult json() {
    return result;
  }

  public boolean isClean() {
    return verdict.isClean();
  }

  /// The report for people.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows in %.1f s, %s, by %s (seed %d).",
            result.rows(),
            result.seconds(),
            setup.pace(),
            result.strategy(),
            result.seed()));
    if (mostLate.compareTo(LATE) > 0) {
      lines.add(
          "The database was slower than the trace: rows began up to %,d ms late."
              .formatted(mostLate.toMillis()));
    }
    lines.add("");
    add(lines, "accepted", result.accepted(), latency());
    add(lines, "sold out", result.soldOut(), soldOut());
    if (result.undecided() > 0) {
      add(lines, "undecided", result.undecided(), "deferred until their patience ended");
    }
    add(lines, "stock left", result.stockLeft(), "of %,d".formatted(result.supply()));
    add(lines, "oversold", result.oversold(), "");
    add(lines, "bad rows", result.badRows(), result.badRows() > 0 ? "skipped" : "");
    lines.add("");
    judge(lines);
    return lines;
  }

  private String latency() {
    return "p50 %s, p99 %s"
        .formatted(
            Drawing.millis(tape.millisAtPercentile(50)),
            Drawing.millis(tape.millisAtPercentile(99)));
  }

  private String soldOut() {
    return result.soldOut() == 0 ? "" : "refused by the model: a trace has winners only";
  }

  private static void add(List<String> lines, String name, long value, String remark) {
    lines.add("%-10s  %8s  %s".formatted(name, Drawing.count(value), remark).stripTrailing());
  }

  private void judge(List<String> lines) {
    List<Finding> findings = verdict.findings();
    if (verdict.isClean()) {
      lines.add("Sound: the checker and the audit found every promise kept.");
      return;
    }
    lines.add("BROKEN: %,d promises.".formatted(verdict.violations()));
    findings.stream()
        .limit(MOST_FINDINGS)
        .forEach(it -> lines.add("    " + it.judge() + ", " + it.name() + ": " + it.sentence()));
  }
}
