package dev.stockade.lab.replay;

import dev.stockade.core.StrategyName;
import dev.stockade.lab.arena.Answer.Kind;
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

  ReplayReport(
      ReplaySetup setup,
      StrategyName strategy,
      Tape tape,
      Duration mostLate,
      double seconds,
      Verdict verdict) {
    this.setup = setup;
    this.tape = tape;
    this.mostLate = mostLate;
    this.verdict = verdict;
    Tape.Frame frame = tape.frame();
    this.result =
        new ReplayResult(
            setup.sales().size(),
            setup.badRows(),
            setup.crowd(),
            setup.callers(),
            frame.count(Kind.ACCEPTED),
            frame.modelledAccepted(),
            frame.count(Kind.SOLD_OUT),
            frame.count(Kind.REFUSED),
            frame.count(Kind.UNDECIDED),
            verdict.oversold(),
            verdict.violations(),
            verdict.audited(),
            verdict.stock(),
            Math.round(seconds * 1000) / 1000.0,
            setup.supply(),
            strategy.value(),
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
    if (result.crowd() > 0) {
      lines.add(
          "%,d callers: beside each row's buyer %,d who want the same unit. They are modelled, not traced."
              .formatted(result.callers(), result.crowd()));
    }
    if (mostLate.compareTo(LATE) > 0) {
      lines.add(
          "The answers were slower than the trace: rows began up to %,d ms late."
              .formatted(mostLate.toMillis()));
    }
    lines.add("");
    table(lines);
    lines.add("");
    judge(lines);
    return lines;
  }

  private void table(List<String> lines) {
    add(lines, "accepted", result.accepted(), latency());
    if (result.crowd() > 0) {
      add(lines, "  modelled", result.modelledAccepted(), "of those");
    }
    add(lines, "sold out", result.soldOut(), soldOut());
    if (result.refused() > 0) {
      add(lines, "refused", result.refused(), "withdrawn, rejected or closed by others");
    }
    if (result.undecided() > 0) {
      add(lines, "undecided", result.undecided(), "deferred until their patience ended");
    }
    add(lines, "stock left", result.stockLeft(), "of %,d".formatted(result.supply()));
    add(lines, "oversold", result.oversold(), "");
    add(lines, "bad rows", result.badRows(), result.badRows() > 0 ? "skipped" : "");
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
      lines.add(
          verdict.audited()
              ? "Sound: the checker and the audit found every promise kept."
              : "Sound: the checker found every promise kept, in what HTTP tells. The tables were not audited.");
      return;
    }
    lines.add("BROKEN: %,d promises.".formatted(verdict.violations()));
    findings.stream()
        .limit(MOST_FINDINGS)
        .forEach(it -> lines.add("    " + it.judge() + ", " + it.name() + ": " + it.sentence()));
  }
}
