package dev.stockade.lab.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.TestDatabase;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.http.Host;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.redis.RedisOnDemand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// That studies are made and verified; how long anything takes is for the bench to say.
final class StudyTest {
  private static final RedisOnDemand REDIS = new RedisOnDemand(Optional.empty(), TestDatabase.DARK);

  private static final Study.Frame FRAME =
      new Study.Frame(
          new Site(TestDatabase.get(), REDIS, Host.NONE),
          7,
          1,
          Duration.ofSeconds(1),
          TestDatabase.DARK);

  @AfterAll
  static void close() {
    REDIS.close();
  }

  @Test
  void a_long_log_is_opened_with_a_snapshot_and_without_and_found_sound() throws Exception {
    var scenario = new Scenario("grown", 1, 0, 1_000_000, 3_000);

    List<Opening> openings = new LongLog(FRAME, scenario).open();

    assertThat(openings).hasSize(3);
    for (Opening opening : openings) {
      assertThat(opening.fault()).as(opening.sentence()).isEmpty();
      assertThat(opening.millis().orElseThrow()).isPositive();
    }
  }

  @Test
  void others_go_on_while_a_stranger_holds_a_row_and_all_is_sound_after_it() throws Exception {
    List<Delay> delays = new HeldRow(FRAME, Duration.ofMillis(300), 1, 100_000).delays();

    assertThat(delays).hasSameSizeAs(Parties.STRATEGIES);
    for (Delay delay : delays) {
      assertThat(delay.fault()).as(delay.sentence()).isEmpty();
      assertThat(delay.slowestWithMillis()).as(delay.sentence()).isPositive();
    }
  }

  /// Where there is no pgbench there is nothing to check.
  @Test
  void pgbench_accepts_what_the_audit_finds_sound() throws Exception {
    Optional<CrossCheck> check = new Pgbench(FRAME).check();

    check.ifPresent(
        it -> {
          assertThat(it.fault()).isEmpty();
          assertThat(it.perSecond().orElseThrow()).isPositive();
        });
  }
}
