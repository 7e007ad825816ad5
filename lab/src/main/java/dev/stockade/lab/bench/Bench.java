package dev.stockade.lab.bench;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.machine.Cpu;
import dev.stockade.lab.bench.machine.Machine;
import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.bench.study.Study;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.report.Screen;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Measures every cell several times. The runs are interleaved: a round measures each cell once, in
/// an order drawn anew, so that what the machine does beside strikes all parties alike. Before the
/// first round each party has a run that is not measured, so that none has the cold JVM.
public final class Bench {
  private static final String UNSAFE =
      """
      this database may lose commits (fsync = %s, synchronous_commit = %s), so its figures say nothing: \
      turn them on, or give --allow-unsafe
      """;

  private final BenchSetup setup;
  private final Site site;
  private final Database database;
  private final Screen screen;
  private final Random random;

  public Bench(BenchSetup setup, Site site, Screen screen) {
    this.setup = setup;
    this.site = site;
    this.database = site.database();
    this.screen = screen;
    this.random = new Random(setup.seed());
  }

  /// @param unsafe whether a database is measured that may lose commits
  /// @throws Mistake where it may and that was not asked for
  /// @throws dev.stockade.lab.Absent where the database does not let us, or fails
  public BenchReport run(boolean unsafe) throws InterruptedException {
    Machine machine = Machine.of(database);
    if (!machine.isDurable() && !unsafe) {
      throw new Mistake(UNSAFE.strip().formatted(machine.fsync(), machine.synchronousCommit()));
    }
    machine.lines().forEach(screen::say);
    Map<Party, String> obstacles = obstacles();
    List<String> leftOut =
        obstacles.entrySet().stream()
            .map(it -> "%s is left out: %s".formatted(it.getKey().name(), it.getValue()))
            .toList();
    leftOut.forEach(screen::say);
    BenchSetup possible = setup.without(obstacles.keySet());
    List<CellResult> results = measure(possible);
    Study.Findings findings = Study.of(setup.studies(), frame());
    screen.clear();
    Optional<String> redis = site.redis().version();
    var where = new BenchReport.Where(database.toString(), machine, redis);
    return new BenchReport(possible, where, new BenchReport.Seen(results, findings), leftOut);
  }

  private Study.Frame frame() {
    var pace = setup.pace();
    return new Study.Frame(site, setup.seed(), pace.runs(), pace.measured(), screen);
  }

  /// Why parties cannot be measured here.
  private Map<Party, String> obstacles() {
    var obstacles = new LinkedHashMap<Party, String>();
    screen.step("getting the parties ready");
    for (Party party : setup.parties()) {
      party.entrance().obstacle().ifPresent(it -> obstacles.put(party, it));
    }
    return obstacles;
  }

  private List<CellResult> measure(BenchSetup possible) throws InterruptedException {
    try (Connection seen = database.connect();
        var trials = new Trials(site, setup, Cpu.beside(Machine.backend(seen)))) {
      for (Scenario scenario : possible.scenarios()) {
        screen.step("%s: creating tables".formatted(scenario.name()));
        trials.add(scenario);
      }
      var progress = new Progress(screen, possible);
      for (Cell cell : possible.warming()) {
        progress.warms(cell);
        trials.of(cell).warm(cell);
      }
      return measure(possible, trials, progress);
    } catch (SQLException e) {
      throw database.refusal(e);
    }
  }

  private List<CellResult> measure(BenchSetup possible, Trials trials, Progress progress)
      throws InterruptedException {
    Map<Cell, List<Run>> runs = new LinkedHashMap<>();
    possible.cells().forEach(cell -> runs.put(cell, new ArrayList<>()));
    for (int round = 0; round < setup.pace().runs(); round++) {
      var order = new ArrayList<>(runs.entrySet());
      Collections.shuffle(order, random);
      for (Map.Entry<Cell, List<Run>> entry : order) {
        Cell cell = entry.getKey();
        progress.begin(cell);
        Run run = trials.of(cell).run(cell);
        entry.getValue().add(run);
        progress.ended(cell, run);
      }
    }
    var results = new ArrayList<CellResult>();
    for (var entry : runs.entrySet()) {
      Cell cell = entry.getKey();
      results.add(CellResult.of(cell, trials.of(cell).connections(cell), entry.getValue()));
    }
    return results;
  }
}
