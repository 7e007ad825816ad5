package dev.stockade.lab.campaign;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.campaign.fault.Fault;
import dev.stockade.lab.campaign.notes.Notes.Count;
import dev.stockade.lab.campaign.notes.Recovery;
import dev.stockade.lab.campaign.verdict.RoundVerdict;
import dev.stockade.lab.report.Drawing;
import dev.stockade.lab.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What came of a campaign, for people and for programs.
public final class CampaignReport {
  private static final int MOST_FINDINGS = 20;

  private final CampaignSetup setup;
  private final Tally tally;
  private final Map<Fault, Integer> committed;

  CampaignReport(CampaignSetup setup, Tally tally, Map<Fault, Integer> committed) {
    this.setup = setup;
    this.tally = tally;
    this.committed = committed;
  }

  /// Whether every promise was kept.
  public boolean isClean() {
    return tally.findings().isEmpty();
  }

  /// The report for programs.
  ///
  /// @param faults how often each happened
  /// @param slowest milliseconds from when everything ran again to the first success, the most
  ///   after each fault
  /// @param calls with each time that something was asked again
  /// @param acceptances different ones that callers were told of, each of them in the database
  /// @param inDoubt answers; one who asks again may get several
  /// @param lost answers
  /// @param doubted what these were about, each once
  /// @param unsearched small histories that were too much for the search
  /// @param kept the directory with all that is left, where something was found
  public record Json(
      long seed,
      int rounds,
      Map<String, Integer> faults,
      Map<String, Long> slowest,
      long calls,
      int acceptances,
      long refused,
      long deferred,
      long inDoubt,
      long lost,
      long doubted,
      long doubtsResolved,
      int searched,
      int unsearched,
      int violations,
      List<Finding> findings,
      @Nullable String kept,
      String repeat) {}

  public Json json() {
    Map<String, Integer> faults = new TreeMap<>();
    committed.forEach((fault, times) -> faults.put(fault.word(), times));
    return new Json(
        setup.seed(),
        tally.rounds(),
        faults,
        slowest(),
        sum(RoundVerdict::calls),
        tally.acceptances(),
        tally.counted(Count.REFUSED),
        tally.counted(Count.DEFERRED),
        tally.counted(Count.IN_DOUBT),
        tally.counted(Count.LOST),
        tally.counted(Count.DOUBTED),
        tally.counted(Count.DOUBT_RESOLVED),
        (int) sum(RoundVerdict::searched),
        (int) sum(RoundVerdict::givenUp),
        tally.findings().size(),
        tally.findings().stream().limit(MOST_FINDINGS).toList(),
        tally.kept().map(Path::toString).orElse(null),
        repeat());
  }

  /// The report for people.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(table().lines());
    lines.add("");
    lines.add(
        "%s in %s: %s told, %s refused, %s deferred; %s answers in doubt and %s lost, about %s different requests, of which %s were resolved by asking again."
            .formatted(
                counted(sum(RoundVerdict::calls), "call"),
                counted(tally.rounds(), "round"),
                counted(tally.acceptances(), "acceptance"),
                count(Count.REFUSED),
                count(Count.DEFERRED),
                count(Count.IN_DOUBT),
                count(Count.LOST),
                count(Count.DOUBTED),
                count(Count.DOUBT_RESOLVED)));
    lines.add(
        "%s searched for an order of their calls%s."
            .formatted(
                counted(sum(RoundVerdict::searched), "small history").replace("ys", "ies"),
                sum(RoundVerdict::givenUp) == 0
                    ? ""
                    : "; %d were too much for the search".formatted(sum(RoundVerdict::givenUp))));
    lines.add("");
    verdict(lines);
    lines.add("Again: " + repeat());
    return lines;
  }

  private Table table() {
    var table = new Table(List.of("what was done", "times", "slowest first success after it"));
    Map<String, Long> slowest = slowest();
    committed.forEach(
        (fault, times) -> {
          Long millis = slowest.get(fault.word());
          table.add(
              List.of(fault.word(), Drawing.count(times), millis == null ? "" : millis + " ms"));
        });
    return table;
  }

  private void verdict(List<String> lines) {
    if (isClean()) {
      lines.add(
          "No violation: by the audit, the acceptances that were told, the checker, the search, and the times.");
      return;
    }
    lines.add(counted(tally.findings().size(), "violation") + ":");
    tally.findings().stream()
        .limit(MOST_FINDINGS)
        .forEach(it -> lines.add("    " + it.judge() + ", " + it.name() + ": " + it.sentence()));
    tally
        .kept()
        .ifPresent(
            directory ->
                lines.add(
                    "Kept in %s: the histories as JSON lines, the logs, the database."
                        .formatted(directory)));
  }

  private Map<String, Long> slowest() {
    return tally.recoveries().stream()
        .collect(Collectors.toMap(Recovery::what, Recovery::millis, Math::max, TreeMap::new));
  }

  /// The command that does the same again.
  private String repeat() {
    var words = new StringBuilder("./stockade campaign");
    words.append(" --seed ").append(setup.seed());
    words.append(" --rounds ").append(Math.max(1, tally.rounds()));
    switch (setup.site()) {
      case CampaignSetup.Place.Proxied(int servers) -> words.append(" --servers ").append(servers);
      case CampaignSetup.Place.Embedded() -> words.append(" --embedded");
    }
    if (!setup.strategies().equals(Strategies.NAMES)) {
      words.append(" --strategy ");
      words.append(
          setup.strategies().stream().map(StrategyName::value).collect(Collectors.joining(",")));
    }
    List<Fault> all =
        setup.site() instanceof CampaignSetup.Place.Embedded ? Fault.ofServers() : Fault.all();
    if (!setup.faults().equals(all)) {
      words.append(" --only ").append(Fault.words(setup.faults()).replace(" ", ""));
    }
    return words.toString();
  }

  private long sum(ToIntFunction<RoundVerdict> part) {
    return tally.verdicts().stream().mapToLong(part::applyAsInt).sum();
  }

  private String count(Count count) {
    return Drawing.count(tally.counted(count));
  }

  private static String counted(long number, String noun) {
    return Drawing.count(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
