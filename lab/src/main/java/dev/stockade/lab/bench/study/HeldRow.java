package dev.stockade.lab.bench.study;

import dev.stockade.core.StrategyName;
import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.ground.Proof;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Told;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.party.Parties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Has a stranger's transaction hold the row of one collection for two seconds while many others
/// are sold, and that one is wanted too. A batch that waited for the row would delay all of them.
final class HeldRow {
  private static final Scenario MANY = new Scenario("held", 500, 0, 1_000_000_000, 0);
  private static final double MOST_MILLIS = 50;
  private static final int ROUNDS = 5;
  private static final int BIDS = 3_000_000;

  private static final String HOLD =
      "SELECT FROM stockade.collection WHERE tenant = 'default' AND id = ? FOR UPDATE";

  private final Study.Frame frame;
  private final Duration lasts;
  private final int rounds;
  private final int bids;

  HeldRow(Study.Frame frame) {
    this(frame, Duration.ofSeconds(2), ROUNDS, BIDS);
  }

  HeldRow(Study.Frame frame, Duration lasts, int rounds, int bids) {
    this.frame = frame;
    this.lasts = lasts;
    this.rounds = rounds;
    this.bids = bids;
  }

  List<Delay> delays() throws InterruptedException {
    var delays = new ArrayList<Delay>();
    try (Ground ground = Ground.lay(frame.site(), MANY, frame.seed())) {
      frame.screen().step("a row that is held: placing bids");
      ground.ensure(bids);
      for (StrategyName strategy : Parties.STRATEGIES) {
        frame.screen().step("a row that is held: " + strategy.value());
        ground.forget();
        ground.open(strategy.value());
        delays.add(delay(ground, strategy));
      }
    }
    return delays;
  }

  private Delay delay(Ground ground, StrategyName strategy) throws InterruptedException {
    var told = new Told(ground.bids(), 0);
    var without = new ArrayList<Double>();
    var with = new ArrayList<Double>();
    try (Contestant engine = Parties.engine(ground)) {
      var crowd = new TwoCrowds(engine, ground.book(), BidBook.collectionOfRank(0), told);
      crowd.start();
      try {
        crowd.slowestMillis(lasts); // warms the JVM
        for (int round = 0; round < rounds; round++) {
          without.add(crowd.slowestMillis(lasts));
          with.add(slowestWhileHeld(ground, crowd));
        }
      } finally {
        crowd.end();
      }
    }
    double calm = median(without);
    double held = median(with);
    return new Delay(
        strategy.value(),
        rounded(calm),
        rounded(held),
        rounded(held - calm),
        MOST_MILLIS,
        Proof.of(ground, told, 0).fault());
  }

  private double slowestWhileHeld(Ground ground, TwoCrowds crowd) throws InterruptedException {
    try (Connection stranger = ground.database().connect()) {
      stranger.setAutoCommit(false);
      try (PreparedStatement hold = stranger.prepareStatement(Ground.in(ground.schema(), HOLD))) {
        hold.setObject(1, BidBook.collectionOfRank(0));
        hold.execute();
      }
      double slowest = crowd.slowestMillis(lasts);
      stranger.rollback();
      return slowest;
    } catch (SQLException e) {
      throw ground.database().refusal(e);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double rounded(double millis) {
    return Math.round(millis * 10) / 10.0;
  }
}
