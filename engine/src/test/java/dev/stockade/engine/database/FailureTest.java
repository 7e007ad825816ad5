package dev.stockade.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "53300", "25P03", "25006",
        "08000", "08001", "08003", "08006", "08007"
      })
  void what_the_database_or_the_network_does_passes(String state) {
    assertThat(Failure.passes(new SQLException("…", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "23514", "42P01", "42501", "28P01", "3D000", "22P02", "XX000"})
  void what_is_wrong_with_the_program_or_its_set_up_does_not(String state) {
    assertThat(Failure.passes(new SQLException("…", state))).isFalse();
  }

  @Test
  void a_pool_that_gives_no_connection_in_time_passes_though_it_names_no_state() {
    assertThat(Failure.passes(new SQLTransientConnectionException("no connection in time")))
        .isTrue();
    assertThat(Failure.passes(new SQLException("no state"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "40003", "08007", "08006", "08003", "57P01", "57P02", "57014", "53100", "58030", "XX000"
      })
  void a_commit_that_ended_thus_may_have_happened(String state) {
    assertThat(Failure.commitRefused(new SQLException("…", state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "40001", "40P01", "40002", "25P02", "25P03", "23505", "23514", "25006", "55P03", "42883",
        "22021", "P0001"
      })
  void a_commit_that_ended_thus_did_not_happen(String state) {
    assertThat(Failure.commitRefused(new SQLException("…", state))).isTrue();
  }

  @Test
  void an_operator_is_told_what_to_do() {
    assertThat(Failure.sentence(new SQLException("relation", "42P01")))
        .contains("start with migration 'migrate'");
    assertThat(Failure.sentence(new SQLException("duplicate key", "23505")))
        .contains("a defect of Stockade");
    assertThat(Failure.sentence(new SQLException("boom")))
        .isEqualTo("the database failed: boom (SQLSTATE )");
  }
}
