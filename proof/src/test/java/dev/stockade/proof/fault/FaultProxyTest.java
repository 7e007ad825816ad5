package dev.stockade.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultProxyTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String CONNECTION_FAILURE = "08006";

  private static LocalPostgres postgres;

  private FaultProxy proxy;
  private Client direct;

  @BeforeAll
  static void start() {
    postgres = LocalPostgres.temporary(Progress.silent());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void open() throws Exception {
    proxy = FaultProxy.inFrontOf("127.0.0.1", postgres.port());
    direct = Client.open(postgres.jdbcUrl());
    direct.execute("DROP TABLE IF EXISTS line");
    direct.execute("CREATE TABLE line (text text NOT NULL)");
  }

  @AfterEach
  void close() throws Exception {
    direct.close();
    proxy.close();
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

  @ParameterizedTest
  @ValueSource(strings = {"extended", "simple"})
  void a_cut_before_the_reply_leaves_the_commit_done(String mode) throws Exception {
    Cut cut;
    try (Client client =
        Client.open(proxy.through(postgres.jdbcUrl()) + "&preferQueryMode=" + mode)) {
      for (int before = 0; before < 10; before++) {
        client.insertAndCommit("before");
      }
      cut = proxy.cutBeforeReply(Marks.commit(), 1);

      assertThatThrownBy(() -> client.insertAndCommit("cut"))
          .isInstanceOfSatisfying(SQLException.class, FaultProxyTest::isConnectionFailure);
    }
    cut.await(1, LIMIT);
    assertThat(direct.count("before")).isEqualTo(10);
    assertThat(direct.count("cut")).isEqualTo(1);
  }

  @Test
  void a_withheld_reply_leaves_the_commit_done_and_the_client_waiting() throws Exception {
    Cut withheld = proxy.withholdReply(Marks.commit(), 1);
    try (Client client = client()) {
      client.connection().setNetworkTimeout(Runnable::run, 300);

      assertThatThrownBy(() -> client.insertAndCommit("withheld"))
          .hasRootCauseMessage("Read timed out");
      withheld.await(1, LIMIT);
    }
    assertThat(direct.count("withheld")).isEqualTo(1);
    proxy.reset();
    await().atMost(LIMIT).until(() -> sessions() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"extended", "simple"})
  void a_cut_before_the_statement_leaves_the_commit_undone(String mode) throws Exception {
    Cut cut = proxy.cutBefore(Marks.commit(), 1);
    try (Client client =
        Client.open(proxy.through(postgres.jdbcUrl()) + "&preferQueryMode=" + mode)) {
      assertThatThrownBy(() -> client.insertAndCommit("cut"))
          .isInstanceOfSatisfying(SQLException.class, FaultProxyTest::isConnectionFailure);
    }
    cut.await(1, LIMIT);
    await().atMost(LIMIT).until(() -> sessions() == 1);
    assertThat(direct.count("cut")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"extended", "simple"})
  void a_held_commit_happens_when_it_is_released(String mode) throws Exception {
    Hold hold = proxy.hold(Marks.commit(), 1);
    try (Client client =
        Client.open(proxy.through(postgres.jdbcUrl()) + "&preferQueryMode=" + mode)) {
      assertThatThrownBy(() -> client.insertAndCommit("held"))
          .isInstanceOfSatisfying(SQLException.class, FaultProxyTest::isConnectionFailure);
    }
    hold.await(1, LIMIT);
    assertThat(direct.count("held")).isZero();
    assertThat(sessions()).isEqualTo(2);

    assertThat(hold.release(LIMIT)).isEqualTo(1);

    assertThat(direct.count("held")).isEqualTo(1);
    await().atMost(LIMIT).until(() -> sessions() == 1);
    assertThat(hold.release(LIMIT)).isZero();
  }

  @Test
  void a_held_commit_that_is_dropped_never_happens() throws Exception {
    Hold hold = proxy.hold(Marks.commit(), 1);
    try (Client client = client()) {
      assertThatThrownBy(() -> client.insertAndCommit("held")).isInstanceOf(SQLException.class);
    }
    hold.await(1, LIMIT);

    hold.drop();

    await().atMost(LIMIT).until(() -> sessions() == 1);
    assertThat(direct.count("held")).isZero();
  }

  @Test
  void a_held_commit_whose_session_was_ended_is_not_answered() throws Exception {
    Hold hold = proxy.hold(Marks.commit(), 1);
    try (Client client = client()) {
      assertThatThrownBy(() -> client.insertAndCommit("held")).isInstanceOf(SQLException.class);
    }
    hold.await(1, LIMIT);
    direct.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");

    assertThat(hold.release(LIMIT)).isZero();
    assertThat(direct.count("held")).isZero();
  }

  @Test
  void a_statement_is_found_by_a_marker_in_a_prepared_statement() throws Exception {
    Cut cut = proxy.cutBeforeReply(Marks.containing("/* mark */"), 1);
    try (Client client = client();
        PreparedStatement insert =
            client.connection().prepareStatement("INSERT INTO line VALUES (?) /* mark */")) {
      insert.setString(1, "marked");
      assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
    }
    assertThat(cut.count()).isEqualTo(1);
    assertThat(direct.count("marked")).isEqualTo(1);
  }

  @Test
  void a_held_statement_in_auto_commit_happens_as_a_whole() throws Exception {
    Hold hold = proxy.hold(Marks.containing("INSERT"), 1);
    try (Client client = client();
        PreparedStatement insert =
            client.connection().prepareStatement("INSERT INTO line VALUES (?)")) {
      insert.setString(1, "alone");
      assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
    }
    hold.await(1, LIMIT);
    assertThat(direct.count("alone")).isZero();

    assertThat(hold.release(LIMIT)).isEqualTo(1);
    assertThat(direct.count("alone")).isEqualTo(1);
  }

  @Test
  void it_happens_as_often_as_it_was_asked_for() throws Exception {
    Cut cut = proxy.cutBefore(Marks.commit(), 2);
    for (int round = 0; round < 2; round++) {
      try (Client client = client()) {
        assertThatThrownBy(() -> client.insertAndCommit("cut")).isInstanceOf(SQLException.class);
      }
    }
    try (Client client = client()) {
      client.insertAndCommit("third");
    }
    assertThat(cut.count()).isEqualTo(2);
    assertThat(direct.count("third")).isEqualTo(1);
    assertThatThrownBy(() -> cut.await(3, Duration.ofMillis(10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("2 of 3 within PT0.01S");
  }

  @Test
  void a_disarmed_cut_does_not_happen() throws Exception {
    Cut cut = proxy.cutBefore(Marks.commit(), 1);
    cut.disarm();
    try (Client client = client()) {
      client.insertAndCommit("passed");
    }
    assertThat(cut.count()).isZero();
  }

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
          .isInstanceOfSatisfying(SQLException.class, FaultProxyTest::isConnectionFailure);
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

  private Client client() throws SQLException {
    return Client.open(proxy.through(postgres.jdbcUrl()));
  }

  /// The sessions of clients, that of this test included.
  private int sessions() throws SQLException {
    try (var statement = direct.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void isConnectionFailure(SQLException e) {
    assertThat(e.getSQLState()).isEqualTo(CONNECTION_FAILURE);
  }
}
