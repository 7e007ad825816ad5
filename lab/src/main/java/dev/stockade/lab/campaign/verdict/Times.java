package dev.stockade.lab.campaign.verdict;

import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.campaign.fault.Fault;
import dev.stockade.lab.campaign.notes.Breakage;
import dev.stockade.lab.campaign.notes.LostAnswer;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.notes.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What must not take too long, and must not break off: answers, recoveries, and requests that are
/// under way when a server is told to end.
///
/// @param answer how long an answer may take from a server that runs
/// @param recovery how long the first success may take once PostgreSQL is back and nothing else is
///   broken
/// @param drought how long a server may be without a success while nothing is broken
public record Times(Duration answer, Duration recovery, Duration drought) {
  /// Those after which PostgreSQL was gone and has come back.
  private static final Set<Fault> GONE =
      Set.of(Fault.KILL_POSTGRES, Fault.RESTART_POSTGRES, Fault.KILL_SESSION, Fault.KILL_ALL);

  /// Those that excuse a lost answer.
  private static final Set<Fault> KILLS =
      Set.of(Fault.KILL_SERVE, Fault.KILL_ALL, Fault.KILL_DECIDING);

  List<Finding> judge(Notes notes, int servers, long end) {
    var findings = new ArrayList<Finding>();
    notes.late().stream()
        .filter(it -> isLate(it, notes))
        .map(Times::finding)
        .forEach(findings::add);
    notes.lost().forEach(it -> lost(it, notes.breakages(), findings));
    notes.recoveries().seen().stream()
        .filter(it -> isJudged(it, notes) && it.nanos() > recovery.toNanos())
        .map(this::finding)
        .forEach(findings::add);
    for (int server = 1; server <= servers; server++) {
      long longest = Droughts.longest(notes, server, end);
      if (longest > drought.toNanos()) {
        findings.add(
            new Finding(
                "callers",
                "Drought",
                "server %d had no success for %d ms while nothing was broken that explains it"
                    .formatted(server, longest / 1_000_000)));
      }
    }
    return findings;
  }

  private boolean isLate(Notes.Answered answered, Notes notes) {
    return answered.to() - answered.from() > answer.toNanos()
        && notes.breakages().stream()
            .noneMatch(
                it ->
                    it.what().equals(Fault.PAUSE_SERVE.word())
                        && it.hits(answered.server())
                        && it.overlaps(answered.from(), answered.to()));
  }

  private static Finding finding(Notes.Answered answered) {
    return new Finding(
        "callers",
        "LateAnswer",
        "an answer of server %d took %d ms"
            .formatted(answered.server(), (answered.to() - answered.from()) / 1_000_000));
  }

  /// Whether PostgreSQL was gone, and the line to it was whole when it came back.
  static boolean isJudged(Recovery recovery, Notes notes) {
    return GONE.stream().anyMatch(it -> it.word().equals(recovery.what()))
        && notes.breakages().stream()
            .filter(it -> Fault.named(it.what()).needsMore())
            .noneMatch(it -> it.overlaps(recovery.at(), recovery.at() + recovery.nanos()));
  }

  private Finding finding(Recovery slow) {
    return new Finding(
        "callers",
        "SlowRecovery",
        "after %s, the first success of server %d came %d ms after everything ran again; at most %d ms are allowed"
            .formatted(slow.what(), slow.server(), slow.millis(), recovery.toMillis()));
  }

  /// An answer may be lost where its server was killed, and for no other reason.
  private static void lost(LostAnswer lost, List<Breakage> breakages, List<Finding> findings) {
    List<Breakage> during =
        breakages.stream()
            .filter(it -> it.hits(lost.server()) && it.overlaps(lost.from(), lost.to()))
            .toList();
    if (during.stream().noneMatch(it -> KILLS.contains(Fault.named(it.what())))) {
      boolean ended = during.stream().anyMatch(it -> it.what().equals(Fault.SIGTERM.word()));
      findings.add(
          new Finding(
              "callers",
              ended ? "CutOffAtTheEnd" : "LostForNothing",
              "server %d did not answer a request (%s), sent at %d ms, lost at %d ms; meanwhile: %s"
                  .formatted(
                      lost.server(),
                      lost.how(),
                      lost.from() / 1_000_000,
                      lost.to() / 1_000_000,
                      during)));
    }
  }
}
