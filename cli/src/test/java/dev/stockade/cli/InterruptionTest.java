package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InterruptionTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String SCRATCH_SCHEMAS =
      "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'stockade_race_%'";

  private static final String ACCEPTING =
      "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%FROM stockade_race_%'";

  @Test
  void a_race_that_is_ended_by_a_signal_leaves_no_scratch_schema() throws Exception {
    try (var postgres = LocalPostgres.temporary(Progress.silent());
        var connection = DriverManager.getConnection(postgres.jdbcUrl())) {
      Process race = race(postgres.jdbcUrl());
      try {
        await().atMost(LIMIT).until(() -> count(connection, ACCEPTING) > 0);

        race.destroy();

        assertThat(race.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(race.exitValue()).isEqualTo(143);
        assertThat(count(connection, SCRATCH_SCHEMAS)).isZero();
      } finally {
        race.destroyForcibly();
      }
    }
  }

  private static Process race(String url) throws IOException {
    var race = new ArrayList<>(Jvm.running(Main.class));
    race.addAll(List.of("race", "--callers=5000", "--stock=5000", "--database", url));
    return new ProcessBuilder(race)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private static long count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
