package dev.stockade.lab.bench;

import dev.stockade.lab.TestDatabase;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.http.Host;
import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.redis.RedisOnDemand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One run of 150 milliseconds a cell.
final class ShortBench {
  private static final BenchSetup.Pace SHORT =
      new BenchSetup.Pace(1, Duration.ofMillis(50), Duration.ofMillis(150));

  private ShortBench() {}

  static BenchReport run(Scenario scenario, List<Party> parties, int callers)
      throws InterruptedException {
    var setup =
        new BenchSetup(
            Cell.all(List.of(scenario), parties, List.of(callers)),
            Optional.empty(),
            List.of(),
            SHORT,
            1);
    try (var redis = new RedisOnDemand(Optional.empty(), TestDatabase.DARK)) {
      var site = new Site(TestDatabase.get(), redis, Host.NONE);
      return new Bench(setup, site, TestDatabase.DARK).run(false);
    }
  }
}
