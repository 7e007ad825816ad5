package dev.stockade.lab.bench;

import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Party;
import java.util.LinkedHashSet;
import java.util.List;

/// One party with one number of callers in one scenario.
public record Cell(Scenario scenario, Party party, int callers) {
  /// Of every party with every number of callers in every scenario.
  public static List<Cell> all(
      List<Scenario> scenarios, List<Party> parties, List<Integer> callers) {
    var cells = new LinkedHashSet<Cell>();
    for (Scenario scenario : scenarios) {
      for (int number : callers) {
        for (Party party : parties) {
          cells.add(new Cell(scenario, party, Math.min(number, party.mostCallers())));
        }
      }
    }
    return List.copyOf(cells);
  }

  /// Whether it is of the baseline that most is compared with.
  public boolean isHandWrittenRowLock() {
    return scenario.equals(Scenario.HOT) && party.name().equals(Bars.ROW_LOCK);
  }

  @Override
  public String toString() {
    return "%s, %,d callers, %s".formatted(scenario.name(), callers, party.title());
  }
}
