package dev.stockade.lab.bench;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.machine.Cpu;
import dev.stockade.lab.bench.machine.Machine;
import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.report.Drawing;
import dev.stockade.lab.report.Screen;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Measures every cell several times. The runs are interleaved: a round measures each cell once, in
/// an order drawn anew, so that what the machine does beside strikes all parties alike.
public final class Bench {
  private static final String UNSAFE =
      """
      this database may lose commits (fsync = %s, synchronous_commit = %s), so its figures say nothing: \
      turn them on, or give --allow-unsafe
      """;

  private final BenchSetup setup;
  private final Database database;
  private final Screen screen;
  private final Random random;

  public Bench(BenchSetup setup, Database database, Screen screen) {
    this.setup = setup;
    this.database = database;
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
    var results = new ArrayList<CellResult>();
    var progress = new Progress(screen, setup.cells().size() * setup.pace().runs());
    try (Connection seen = database.connect()) {
      Cpu cpu = Cpu.beside(Machine.backend(seen));
      for (Scenario scenario : setup.scenarios()) {
        results.addAll(measure(scenario, cpu, progress));
      }
    } catch (SQLException e) {
      throw database.refusal(e);
    }
    screen.clear();
    return new BenchReport(setup, database.toString(), machine, results);
  }

  private List<CellResult> measure(Scenario scenario, Cpu cpu, Progress progress)
      throws InterruptedException {
    screen.step("%s: creating tables, placing bids".formatted(scenario.name()));
    Map<Cell, List<Run>> runs = new LinkedHashMap<>();
    setup.cells().stream()
        .filter(cell -> cell.scenario().equals(scenario))
        .forEach(cell -> runs.put(cell, new ArrayList<>()));
    try (Ground ground = Ground.lay(database, scenario, setup.seed())) {
      var trial = new Trial(ground, cpu, setup.pace());
      for (int round = 0; round < setup.pace().runs(); round++) {
        var order = new ArrayList<>(runs.entrySet());
        Collections.shuffle(order, random);
        for (Map.Entry<Cell, List<Run>> entry : order) {
          Cell cell = entry.getKey();
          progress.begin(cell);
          Run run = trial.run(cell);
          entry.getValue().add(run);
          progress.ended(cell, run);
        }
      }
      var results = new ArrayList<CellResult>();
      for (var entry : runs.entrySet()) {
        results.add(
            CellResult.of(entry.getKey(), trial.connections(entry.getKey()), entry.getValue()));
      }
      return results;
    }
  }

  /// Tells how far it is. Confined to one thread.
  private static final class Progress {
    private final Screen screen;
    private final int all;
    private final long start = System.nanoTime();
    private int done;

    Progress(Screen screen, int all) {
      this.screen = screen;
      this.all = all;
    }

    void begin(Cell cell) {
      screen.step("run %d of %d%s: %s".formatted(done + 1, all, left(), cell));
    }

    void ended(Cell cell, Run run) {
      done++;
      String told =
          cell.party().kind() == Party.Kind.BOUND || run.isVerified()
              ? "%s/s".formatted(Drawing.count(Math.round(run.measured().perSecond())))
              : "NOT VERIFIED: " + run.fault();
      screen.say("run %d of %d: %s: %s".formatted(done, all, cell, told));
    }

    private String left() {
      if (done == 0) {
        return "";
      }
      long seconds =
          Duration.ofNanos((System.nanoTime() - start) / done * (all - done)).toSeconds();
      return ", about %d:%02d left".formatted(seconds / 60, seconds % 60);
    }
  }
}
