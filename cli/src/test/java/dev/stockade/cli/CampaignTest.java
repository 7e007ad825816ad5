package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.engine.Strategies;
import dev.stockade.lab.campaign.Campaign;
import dev.stockade.lab.campaign.CampaignReport;
import dev.stockade.lab.campaign.CampaignSetup;
import dev.stockade.lab.campaign.fault.Fault;
import dev.stockade.lab.campaign.fault.Schedule;
import dev.stockade.lab.campaign.site.Launch;
import dev.stockade.lab.report.Screen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// A short crash campaign; `make campaign` is the long one. STOCKADE_SEED repeats it.
class CampaignTest {
  /// Whoever runs the tests may have a machine that is busy.
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private final long seed =
      Long.parseLong(
          System.getenv()
              .getOrDefault(
                  "STOCKADE_SEED",
                  Long.toString(ThreadLocalRandom.current().nextLong(1, 1_000_000))));

  @Test
  void every_promise_is_kept_while_servers_and_postgres_are_killed_and_cut_off() throws Exception {
    var setup =
        new CampaignSetup(
            seed,
            new CampaignSetup.End.Rounds(1),
            new CampaignSetup.Place.Proxied(1),
            Strategies.NAMES,
            List.of(
                Fault.KILL_SERVE,
                Fault.KILL_POSTGRES,
                Fault.CUT_COMMIT,
                Fault.CUT_AND_AWAY,
                Fault.HOLD_COMMIT,
                Fault.SILENCE_LINES,
                Fault.KILL_WORKER,
                Fault.RESTART_REDIS,
                Fault.REDELIVER),
            new Schedule.Size(2, 4, 3),
            RECOVERY);

    CampaignReport report =
        new Campaign(setup, new Launch(Jvm.running(Main.class)), new Screen(System.err, false))
            .run();

    assertThat(report.isClean()).as(() -> String.join("\n", report.lines())).isTrue();
    assertThat(report.json().acceptances()).isPositive();
  }
}
