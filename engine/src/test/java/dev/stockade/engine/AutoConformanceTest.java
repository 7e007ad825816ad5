package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.engine.choice.Reason;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/// Collections are left to the engine, which sees a crowd in a dozen callers and so switches often.
final class AutoConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults()
        .withStrategy(Strategies.AUTO)
        .with(Setting.AUTO_OPTIMISTIC_FROM, 2)
        .with(Setting.AUTO_QUEUE_FROM, 12)
        .with(Setting.AUTO_WINDOW, 1)
        .with(Setting.AUTO_INTERVAL, 1);
  }

  @AfterAll
  void it_has_switched_and_said_why() throws Exception {
    Set<String> reasons = new HashSet<>();
    try (var connection = DriverManager.getConnection(jdbcUrl());
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT DISTINCT reason FROM " + schema() + ".event")) {
      while (rows.next()) {
        reasons.add(String.valueOf(rows.getString("reason")));
      }
    }

    assertThat(reasons).containsAnyOf(Reason.MANY_CALLERS.text(), Reason.CROWD.text());
  }
}
