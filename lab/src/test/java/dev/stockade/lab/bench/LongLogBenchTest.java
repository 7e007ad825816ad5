package dev.stockade.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bench on a collection of which much is sold already.
final class LongLogBenchTest {
  @Test
  void its_log_is_judged_with_what_is_added() throws Exception {
    var grown = new Scenario("grown", 1, 0, 1_000_000, 2_000);
    List<Party> strategies =
        Parties.ALL.stream()
            .filter(it -> it.kind() == Party.Kind.STRATEGY && !it.name().equals("queue"))
            .toList();

    BenchReport report = ShortBench.run(grown, strategies, 8);

    assertThat(report.json().results())
        .allSatisfy(it -> assertThat(it.fault()).as(it.party()).isEmpty())
        .hasSameSizeAs(strategies);
  }
}
