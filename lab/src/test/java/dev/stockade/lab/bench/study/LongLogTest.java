package dev.stockade.lab.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.TestDatabase;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.http.Host;
import dev.stockade.lab.redis.RedisOnDemand;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LongLogTest {
  @Test
  void a_long_log_is_opened_with_a_snapshot_and_without_and_found_sound() throws Exception {
    var scenario = new Scenario("grown", 1, 0, 1_000_000, 3_000);
    try (var redis = new RedisOnDemand(Optional.empty(), TestDatabase.DARK)) {
      var site = new Site(TestDatabase.get(), redis, Host.NONE);

      List<Opening> openings = new LongLog(site, scenario, 7, TestDatabase.DARK).open();

      assertThat(openings).hasSize(3);
      for (Opening opening : openings) {
        assertThat(opening.fault()).as(opening.sentence()).isEmpty();
        assertThat(opening.millis().orElseThrow()).isPositive();
      }
    }
  }
}
