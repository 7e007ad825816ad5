package dev.stockade.lab.bench;

import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Party;

/// One party with one number of callers in one scenario.
record Cell(Scenario scenario, Party party, int callers) {
  @Override
  public String toString() {
    return "%s, %,d callers, %s".formatted(scenario.name(), callers, party.title());
  }
}
