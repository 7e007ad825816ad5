package dev.stockade.proof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.proof.history.History;
import dev.stockade.proof.linearizability.Linearizability;
import dev.stockade.proof.linearizability.Linearizability.Verdict;
import dev.stockade.proof.linearizability.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two judges who share nothing look at the same histories, of which most contain one lie.
final class TwoJudgesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void the_checker_accuses_nobody_whom_the_search_through_all_orders_acquits() {
    int lies = 0;
    int caught = 0;
    for (long seed = 0; seed < 600; seed++) {
      var random = new Random(seed);
      var plan = new Simulation.Plan(1 + random.nextInt(12), 40, random.nextInt(12), 12, 3, 60, 0);
      History honest = Simulation.run(plan, random);
      if (honest.endings().getFirst().log().isEmpty()) {
        continue;
      }
      History changed = Mutation.of(honest, random);

      List<Violation> violations = Checker.check(changed);

      switch (Linearizability.judge(changed, LIMIT).getFirst()) {
        case Verdict.Linearizable _ -> assertThat(violations).as("seed %d", seed).isEmpty();
        case Verdict.NotLinearizable v -> {
          lies++;
          caught += violations.isEmpty() ? 0 : 1;
        }
        case Verdict.Undecided v -> throw new AssertionError("seed " + seed + ": " + v);
      }
    }
    assertThat(lies).isGreaterThan(200);
    assertThat(caught).isGreaterThan(lies * 95 / 100);
  }
}
