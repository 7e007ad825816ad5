package dev.stockade.lab.bench;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.bench.study.Study;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is measured.
///
/// @param bars that were asked for, by name; empty: those that can be worked out of the cells
/// @param studies that are made besides
/// @param seed of the bids and of the order of the cells
public record BenchSetup(
    List<Cell> cells, Optional<List<String>> bars, List<Study> studies, Pace pace, long seed) {
  /// Each waits on a thread of its own.
  public static final int MOST_CALLERS = 20_000;

  /// Rounds that are not measured, where each party has one cell.
  private static final int LONG_WARMING = 3;

  /// How long and how often.
  ///
  /// @param runs of each cell
  public record Pace(int runs, Duration warmUp, Duration measured) {
    private static final int MOST_RUNS = 100;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// @throws Mistake where a number is out of bounds
    public Pace {
      if (runs < 1 || runs > MOST_RUNS) {
        throw new Mistake("--runs must be 1 to %d: %d".formatted(MOST_RUNS, runs));
      }
      if (warmUp.isNegative() || warmUp.compareTo(LONGEST) > 0) {
        throw new Mistake("--warm-up must be 0 to %d s".formatted(LONGEST.toSeconds()));
      }
      if (!measured.isPositive() || measured.compareTo(LONGEST) > 0) {
        throw new Mistake(
            "--measured must be more than 0 and at most %d s".formatted(LONGEST.toSeconds()));
      }
    }

    /// How long one run lasts.
    Duration whole() {
      return warmUp.plus(measured);
    }
  }

  /// @throws Mistake where a number is out of bounds
  public BenchSetup {
    cells = List.copyOf(cells);
    bars = bars.map(List::copyOf);
    studies = List.copyOf(studies);
    for (Cell cell : cells) {
      if (cell.callers() < 1 || cell.callers() > MOST_CALLERS) {
        throw new Mistake("--callers must be 1 to %d: %d".formatted(MOST_CALLERS, cell.callers()));
      }
    }
  }

  List<Party> parties() {
    return cells.stream().map(Cell::party).distinct().toList();
  }

  /// What warms the JVM for each party: its cell with the most callers, and in turn again where the
  /// party has no other. Its first measured runs would be half of all, and the JVM goes on
  /// compiling for some twenty seconds of the queue.
  List<Cell> warming() {
    int rounds = cells.size() == parties().size() ? LONG_WARMING : 1;
    return Collections.nCopies(rounds, largest()).stream().flatMap(List::stream).toList();
  }

  private List<Cell> largest() {
    return parties().stream()
        .map(
            party ->
                cells.stream()
                    .filter(cell -> cell.party().equals(party))
                    .max(Comparator.comparingInt(Cell::callers))
                    .orElseThrow())
        .toList();
  }

  /// The same without some parties.
  BenchSetup without(Set<Party> parties) {
    List<Cell> others = cells.stream().filter(cell -> !parties.contains(cell.party())).toList();
    return new BenchSetup(others, bars, studies, pace, seed);
  }

  List<Scenario> scenarios() {
    return cells.stream().map(Cell::scenario).distinct().toList();
  }
}
