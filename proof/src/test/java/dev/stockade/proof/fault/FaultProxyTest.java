package dev.stockade.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cuts and holds at statements.
class FaultProxyTest extends BehindProxy {
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
          .isInstanceOfSatisfying(SQLException.class, BehindProxy::isConnectionFailure);
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
          .isInstanceOfSatisfying(SQLException.class, BehindProxy::isConnectionFailure);
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
          .isInstanceOfSatisfying(SQLException.class, BehindProxy::isConnectionFailure);
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
}
