package dev.stockade.lab.bench;

import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.machine.Cpu;
import java.util.LinkedHashMap;
import java.util.Map;

/// A trial for each scenario, all of them laid out before anything is measured, so that runs of
/// different scenarios can be interleaved too. Confined to one thread.
final class Trials implements AutoCloseable {
  private final Site site;
  private final BenchSetup setup;
  private final Cpu cpu;
  private final Map<Scenario, Trial> trials = new LinkedHashMap<>();

  Trials(Site site, BenchSetup setup, Cpu cpu) {
    this.site = site;
    this.setup = setup;
    this.cpu = cpu;
  }

  /// @throws dev.stockade.lab.Absent where the database does not let us, or fails
  void add(Scenario scenario) {
    Ground ground = Ground.lay(site, scenario, setup.seed());
    trials.put(scenario, new Trial(ground, cpu, setup.pace()));
  }

  Trial of(Cell cell) {
    Trial trial = trials.get(cell.scenario());
    if (trial == null) {
      throw new IllegalArgumentException("no trial of " + cell.scenario().name());
    }
    return trial;
  }

  @Override
  public void close() {
    trials.values().forEach(Trial::close);
  }
}
