package dev.stockade.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What each state of the line does to connections.
class LineTest extends BehindProxy {
  @Test
  void a_slow_line_delays_both_ways() throws Exception {
    try (Client client = client()) {
      proxy.line(new Line.Slow(Duration.ofMillis(100), Duration.ofMillis(200)));
      long begin = System.nanoTime();
      client.execute("SELECT 1");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
    }
  }

  @Test
  void a_silent_line_loses_everything_and_tells_nobody() throws Exception {
    try (Client client = Client.open(proxy.through(postgres.jdbcUrl()));
        Client later = client()) {
      client.connection().setNetworkTimeout(Runnable::run, 300);
      proxy.line(new Line.Silent());

      assertThatThrownBy(() -> client.insert("lost")).hasRootCauseMessage("Read timed out");
      assertThatThrownBy(() -> Client.open(proxy.through(postgres.jdbcUrl()) + "&loginTimeout=1"))
          .isInstanceOf(SQLException.class);
      proxy.line(new Line.Open());
      later.connection().setNetworkTimeout(Runnable::run, 300);
      assertThatThrownBy(() -> later.insert("lost")).hasRootCauseMessage("Read timed out");
    }
    assertThat(sessions()).isGreaterThanOrEqualTo(3);
    try (Client fresh = client()) {
      fresh.insert("passed");
    }
    assertThat(direct.count("lost")).isZero();
    assertThat(direct.count("passed")).isEqualTo(1);
  }

  @Test
  void a_reset_breaks_the_connections_that_are_open() throws Exception {
    try (Client client = client()) {
      proxy.reset();
      assertThatThrownBy(() -> client.insert("lost"))
          .isInstanceOfSatisfying(SQLException.class, BehindProxy::isConnectionFailure);
      try (Client next = client()) {
        next.insert("passed");
      }
    }
    await().atMost(LIMIT).until(() -> sessions() == 1);
    assertThat(direct.count("lost")).isZero();
    assertThat(direct.count("passed")).isEqualTo(1);
  }

  @Test
  void a_refusing_line_breaks_old_and_new_connections() throws Exception {
    try (Client client = client()) {
      proxy.line(new Line.Refusing());
      assertThatThrownBy(() -> client.insert("lost")).isInstanceOf(SQLException.class);
      assertThatThrownBy(this::client).isInstanceOf(SQLException.class);
      proxy.line(new Line.Open());
      try (Client next = client()) {
        next.insert("passed");
      }
    }
    assertThat(direct.count("passed")).isEqualTo(1);
  }

  @Test
  void everything_passes_an_open_line() throws Exception {
    int length = 3_000_000;
    try (Client client = client();
        PreparedStatement echo =
            client
                .connection()
                .prepareStatement("SELECT repeat(?, 2), g FROM generate_series(1, 3) g")) {
      echo.setString(1, "x".repeat(length));
      try (ResultSet rows = echo.executeQuery()) {
        for (int row = 1; row <= 3; row++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).hasSize(2 * length);
          assertThat(rows.getInt(2)).isEqualTo(row);
        }
      }
      client.insertAndCommit("passed");
    }
    assertThat(direct.count("passed")).isEqualTo(1);
  }

  @Test
  void new_connections_lead_to_a_server_that_has_moved() throws Exception {
    proxy.leadTo(1);
    assertThatThrownBy(this::client).isInstanceOf(SQLException.class);

    proxy.leadTo(postgres.port());

    try (Client client = client()) {
      client.insertAndCommit("found");
    }
    assertThat(direct.count("found")).isEqualTo(1);
  }
}
