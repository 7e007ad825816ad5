package dev.stockade.lab.bench;

import dev.stockade.engine.DatabaseException;
import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.ground.Proof;
import dev.stockade.lab.bench.ground.Told;
import dev.stockade.lab.bench.load.Entrant;
import dev.stockade.lab.bench.load.Load;
import dev.stockade.lab.bench.load.Measured;
import dev.stockade.lab.bench.load.Plan;
import dev.stockade.lab.bench.machine.Cpu;
import dev.stockade.lab.bench.party.Party;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs cells on one ground. Remembers how fast each was, so that there are bids enough for it the
/// next time. Confined to one thread.
final class Trial implements AutoCloseable {
  /// For the last of thousands of callers behind one lock.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SHORT_WARM_UP = Duration.ofMillis(500);
  private static final Duration SHORT = Duration.ofSeconds(1);

  /// Bids for as much faster than it was the last time.
  private static final double RESERVE = 1.4;

  /// Callers for each connection, from which on more of them find the same pool best.
  private static final int PROBED = 10;

  private static final double FIRST_GUESS = 6_000;
  private static final double FIRST_GUESS_TOGETHER = 60_000;

  private final Ground ground;
  private final Cpu cpu;
  private final BenchSetup.Pace pace;
  private final Map<Cell, Double> rates = new HashMap<>();
  private final Map<Cell, Integer> pools = new HashMap<>();

  Trial(Ground ground, Cpu cpu, BenchSetup.Pace pace) {
    this.ground = ground;
    this.cpu = cpu;
    this.pace = pace;
  }

  /// Has the JVM compile what a party runs. The first seconds of a JVM are of another speed than
  /// all that follow, whoever has them.
  void warm(Cell cell) throws InterruptedException {
    var plan = new Plan(cell.callers(), Duration.ZERO, pace.measured(), PATIENCE);
    run(cell, plan, sizes(cell).getLast(), false);
  }

  /// Measures a cell and has the run judged.
  Run run(Cell cell) throws InterruptedException {
    var plan = new Plan(cell.callers(), pace.warmUp(), pace.measured(), PATIENCE);
    while (true) {
      Run run = run(cell, plan, connections(cell), cell.party().kind() != Party.Kind.BOUND);
      if (!run.measured().exhausted() || ground.isFull()) {
        return run;
      }
    }
  }

  /// The number of connections that serves a cell best, found by short runs at its first use. More
  /// callers than the largest pool has connections make no difference to that.
  int connections(Cell cell) throws InterruptedException {
    int largest = cell.party().pools().stream().mapToInt(Integer::intValue).max().orElse(1);
    Cell like = new Cell(cell.scenario(), cell.party(), Math.min(cell.callers(), PROBED * largest));
    Integer known = pools.get(like);
    if (known != null) {
      return known;
    }
    List<Integer> sizes = sizes(cell);
    int best = sizes.getFirst();
    if (sizes.size() > 1) {
      var plan =
          new Plan(
              cell.callers(),
              shorter(SHORT_WARM_UP, pace.warmUp()),
              shorter(SHORT, pace.measured()),
              PATIENCE);
      double most = -1;
      for (int size : sizes) {
        double rate = run(cell, plan, size, false).measured().perSecond();
        if (rate > most) {
          most = rate;
          best = size;
        }
      }
    }
    pools.put(like, best);
    return best;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// A pool that is larger than the number of callers is none that can be larger still.
  private static List<Integer> sizes(Cell cell) {
    var sizes = new ArrayList<Integer>();
    for (int size : cell.party().pools()) {
      if (sizes.isEmpty() || size <= cell.callers()) {
        sizes.add(size);
      }
    }
    return sizes;
  }

  private Run run(Cell cell, Plan plan, int connections, boolean judged)
      throws InterruptedException {
    double seconds = plan.warmUp().plus(plan.measured()).toMillis() / 1e3;
    ground.ensure(
        (int) Math.min(Ground.MOST_BIDS, guess(cell) * RESERVE * seconds + plan.callers()));
    ground.open(cell.party().strategy());
    var told = new Told(ground.bids(), ground.sold());
    Measured measured = load(cell, plan, connections, told);
    rates.merge(cell, rate(measured), Math::max);
    Proof proof = judged ? Proof.of(ground, told, measured.troubles().unfinished()) : Proof.NONE;
    ground.forget();
    return new Run(measured, proof);
  }

  private Measured load(Cell cell, Plan plan, int connections, Told told)
      throws InterruptedException {
    Party party = cell.party();
    try (Entrant entrant = party.entrance().enter(ground, connections)) {
      Measured measured = new Load(entrant, plan, cell.scenario().isSoldOut(), told).run(cpu);
      entrant.finish();
      return measured;
    } catch (DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  private double guess(Cell cell) {
    boolean together = cell.party().groupCommit() || cell.party().kind() == Party.Kind.BOUND;
    double first = together ? FIRST_GUESS_TOGETHER : FIRST_GUESS;
    return rates.getOrDefault(cell, first);
  }

  /// Where the bids were used up it may be much faster than was seen.
  private static double rate(Measured measured) {
    return measured.exhausted() ? 2 * measured.perSecond() + FIRST_GUESS : measured.perSecond();
  }

  @Override
  public void close() {
    ground.close();
  }
}
