package dev.stockade.lab.bench.study;

import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.report.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A measurement that is made once, besides the runs of parties.
public enum Study {
  /// The first decision on a long log.
  OPENING,
  /// Whether a row that somebody else holds delays other collections.
  STRANGER,
  /// The hand-written row lock by another program.
  PGBENCH;

  /// Where, how long and how often.
  public record Frame(Site site, long seed, int runs, Duration measured, Screen screen) {}

  /// What studies found, each empty where it was not asked for.
  public record Findings(List<Opening> openings, List<Delay> delays, Optional<CrossCheck> pgbench) {
    public static final Findings NONE = new Findings(List.of(), List.of(), Optional.empty());

    public Findings {
      openings = List.copyOf(openings);
      delays = List.copyOf(delays);
    }

    /// Whether all was verified.
    public boolean isClean() {
      return openings.stream().allMatch(it -> it.fault().isEmpty())
          && delays.stream().allMatch(it -> it.fault().isEmpty())
          && pgbench.flatMap(CrossCheck::fault).isEmpty();
    }

    /// Whether all is as it must be.
    public boolean isHeld() {
      return delays.stream().allMatch(Delay::held);
    }

    /// The findings for people.
    public List<String> lines() {
      var lines = new ArrayList<String>();
      openings.forEach(it -> lines.add(it.sentence()));
      delays.forEach(it -> lines.add(it.sentence()));
      pgbench.ifPresent(it -> lines.add(it.sentence()));
      return lines;
    }
  }

  /// @throws dev.stockade.lab.Absent where the database fails
  public static Findings of(List<Study> studies, Frame frame) throws InterruptedException {
    return new Findings(
        studies.contains(OPENING) ? new LongLog(frame).open() : List.of(),
        studies.contains(STRANGER) ? new HeldRow(frame).delays() : List.of(),
        studies.contains(PGBENCH) ? new Pgbench(frame).check() : Optional.empty());
  }
}
