package dev.stockade.lab.bench.study;

import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.report.Screen;
import java.util.List;

/// A measurement that is made once, besides the runs of parties.
public enum Study {
  /// The first decision on a long log.
  OPENING;

  /// What studies found, each empty where it was not asked for.
  public record Findings(List<Opening> openings) {
    public static final Findings NONE = new Findings(List.of());

    public Findings {
      openings = List.copyOf(openings);
    }

    /// Whether all was verified.
    public boolean isClean() {
      return openings.stream().allMatch(Opening::verified);
    }

    /// The findings for people.
    public List<String> lines() {
      return openings.stream().map(Opening::sentence).toList();
    }
  }

  /// @throws dev.stockade.lab.Absent where the database fails
  public static Findings of(List<Study> studies, Site site, long seed, Screen screen)
      throws InterruptedException {
    return new Findings(
        studies.contains(OPENING) ? new LongLog(site, seed, screen).open() : List.of());
  }
}
