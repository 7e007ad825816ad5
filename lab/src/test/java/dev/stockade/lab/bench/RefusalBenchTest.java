package dev.stockade.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bench where all is sold out.
final class RefusalBenchTest {
  /// Of callers so few that one size of its pool is tried for each; another test has two.
  @Test
  void everybody_who_decides_refuses() throws Exception {
    List<Party> deciding =
        Parties.ALL.stream().filter(it -> !it.name().equals("bound-multirow-insert")).toList();

    BenchReport report = ShortBench.run(Scenario.REFUSE, deciding, 3);

    assertThat(report.isClean()).isTrue();
    assertThat(report.json().results())
        .allSatisfy(it -> assertThat(it.maxMillis().orElseThrow()).isPositive());
  }

  @Test
  void refusals_are_measured() throws Exception {
    BenchReport report = ShortBench.run(Scenario.REFUSE, Parties.named("row-lock"), 8);

    assertThat(report.isClean()).isTrue();
    assertThat(report.json().results().getFirst().acceptsPerSecond().orElseThrow().median())
        .isPositive();
  }
}
