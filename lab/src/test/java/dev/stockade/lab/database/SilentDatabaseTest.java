package dev.stockade.lab.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class SilentDatabaseTest {
  @Test
  @Timeout(60)
  void a_log_in_that_is_lost_is_given_up_and_does_not_keep_a_pool_from_the_next() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.temporary(Progress.silent());
        FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", postgres.port())) {
      Database database = Database.given(DatabaseUrl.parse(proxy.through(postgres.jdbcUrl())));
      proxy.line(new Line.Silent());
      long start = System.nanoTime();

      assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      proxy.line(new Line.Open());
      try (Connection connection = database.connect()) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
  }
}
