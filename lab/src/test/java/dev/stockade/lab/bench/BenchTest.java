package dev.stockade.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BenchTest {
  @Test
  void every_party_is_measured_and_verified() throws Exception {
    BenchReport report = ShortBench.run(Scenario.HOT, Parties.ALL, 1);

    assertThat(report.isClean()).isTrue();
    assertThat(report.json().results()).hasSameSizeAs(Parties.ALL);
    assertThat(report.json().bars()).extracting(Bar::name).contains("alone");
    for (CellResult result : report.json().results()) {
      assertThat(result.acceptsPerSecond()).as(result.party()).isPresent();
      assertThat(result.maxMillis().orElseThrow()).as(result.party()).isPositive();
      assertThat(result.eachRun()).hasSize(result.runs());
      assertThat(result.eachRun().stream().mapToDouble(CellResult.OneRun::maxMillis).max())
          .as(result.party())
          .isEqualTo(result.maxMillis());
      assertThat(result.unfinished()).isZero();
    }
  }

  @Test
  void a_party_that_cannot_be_measured_here_is_left_out_with_a_sentence() throws Exception {
    var absent =
        new Party.Entrance() {
          @Override
          public Optional<String> obstacle() {
            return Optional.of("its program is not on the PATH");
          }

          @Override
          public Contestant enter(Ground ground, int connections) {
            throw new AssertionError("it must not be entered");
          }
        };
    var party = new Party("absent", Party.Kind.BASELINE, false, List.of(1), 8, "row-lock", absent);
    var parties = new ArrayList<>(Parties.named("baseline-cte"));
    parties.add(party);

    BenchReport report = ShortBench.run(Scenario.HOT, parties, 1);

    assertThat(report.isClean()).isTrue();
    assertThat(report.json().results()).hasSize(1);
    assertThat(report.json().bars()).isEmpty();
    assertThat(report.lines()).contains("absent is left out: its program is not on the PATH");
  }

  @Test
  void bids_are_spread_over_many_collections() throws Exception {
    BenchReport report = ShortBench.run(Scenario.zipf(100, 0.99), Parties.named("row-lock"), 8);

    assertThat(report.json().results().getFirst().collections()).isEqualTo(100);
    assertThat(report.isClean()).isTrue();
  }

  @Test
  void a_party_that_tells_what_it_has_not_written_has_no_figures() throws Exception {
    Party liar =
        new Party(
            "liar",
            Party.Kind.BASELINE,
            false,
            List.of(1),
            8,
            "row-lock",
            (ground, connections) ->
                (Contestant)
                    bid -> {
                      await().pollDelay(Duration.ofMillis(1)).until(() -> true);
                      return Reply.ACCEPTED;
                    });

    BenchReport report = ShortBench.run(Scenario.HOT, List.of(liar), 2);

    CellResult result = report.json().results().getFirst();
    assertThat(report.isClean()).isFalse();
    assertThat(result.verified()).contains(false);
    assertThat(result.acceptsPerSecond()).isEmpty();
    assertThat(result.p50Millis()).isEmpty();
    assertThat(result.eachRun()).isEmpty();
    assertThat(result.fault().orElseThrow()).contains("acceptances that were told are lost");
    assertThat(String.join("\n", report.lines())).contains("NOT VERIFIED");
  }
}
