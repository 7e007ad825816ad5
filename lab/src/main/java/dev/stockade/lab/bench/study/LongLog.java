package dev.stockade.lab.bench.study;

import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.ground.Proof;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Told;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import dev.stockade.lab.bench.party.Parties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Opens a collection of a million events by engines that have just started: the event-sourced
/// strategy from its snapshot and from the beginning, and the row lock, which reads no log.
final class LongLog {
  private static final int TIMES = 5;

  private final Study.Frame frame;
  private final Scenario scenario;

  LongLog(Study.Frame frame) {
    this(frame, Scenario.grown(1));
  }

  LongLog(Study.Frame frame, Scenario scenario) {
    this.frame = frame;
    this.scenario = scenario;
  }

  List<Opening> open() throws InterruptedException {
    frame.screen().step("opening a long log: selling %,d units".formatted(scenario.rows()));
    try (Ground ground = Ground.lay(frame.site(), scenario, frame.seed())) {
      ground.ensure(TIMES);
      return List.of(
          open(ground, "row-lock", true),
          open(ground, "event-sourced", true),
          open(ground, "event-sourced", false));
    }
  }

  private Opening open(Ground ground, String name, boolean snapshot) throws InterruptedException {
    ground.forget();
    ground.open(name);
    if (!snapshot) {
      ground.change("TRUNCATE stockade.snapshot");
    }
    var told = new Told(ground.bids(), ground.sold());
    var millis = new ArrayList<Double>();
    for (int i = 0; i < TIMES; i++) {
      millis.add(first(ground, told, ground.sold() + i));
    }
    Optional<String> fault = Proof.of(ground, told, 0).fault();
    return new Opening(
        name,
        scenario.rows(),
        snapshot,
        fault.isEmpty() ? OptionalDouble.of(median(millis)) : OptionalDouble.empty(),
        fault);
  }

  private static double first(Ground ground, Told told, int bid) throws InterruptedException {
    try (Contestant engine = Parties.engine(ground)) {
      long start = System.nanoTime();
      Reply reply = engine.accept(bid);
      double millis = (System.nanoTime() - start) / 1e6;
      if (reply instanceof Reply.Accepted) {
        told.accepted(bid);
      }
      return millis;
    }
  }

  private static double median(List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return Math.round(sorted[sorted.length / 2] * 100) / 100.0;
  }
}
