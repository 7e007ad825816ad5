package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// `accept` against a real server: several bids at once, and who has to come back.
final class AcceptCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = new LiveServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void of_several_bids_one_that_is_refused_does_not_keep_the_others_from_theirs() {
    String drop = server.open(3);
    String two = server.place(drop, "ann", 2);
    String four = server.place(drop, "bob", 4);
    String one = server.place(drop, "cid", 1);

    Run run = server.run("accept", drop, two, four, one);
    Run json = server.run("accept", drop, two, one, "--json");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("stockade: refused by the rules: 1 of 3\n");
    assertThat(run.out().lines())
        .containsExactly(
            "bid                                   quantity  sequence  stock  outcome",
            two + "         2         1      1  accepted",
            four
                + "         -         -      -  not enough stock: the bid asks for 4 units, and 1 are left",
            one + "         1         2      0  accepted");
    assertThat(json.code()).isZero();
    assertThat(JSON.readTree(json.out()).path("results")).hasSize(2);
  }

  @Test
  void where_some_of_several_bids_are_deferred_the_command_can_be_repeated() {
    String drop = server.open(3);
    server.run("rate-limit", drop, "1/h");
    String one = server.place(drop, "ann", 1);
    String other = server.place(drop, "bob", 1);

    Run run = server.run("accept", drop, one, other);

    assertThat(run.code()).isEqualTo(75);
    assertThat(run.err())
        .isEqualTo(
            "stockade: deferred or in doubt: 1 of 2; repeat the command to have them decided\n");
  }

  @Test
  void a_rate_limit_is_shown_and_changed_and_who_meets_it_is_told_when_to_come_back() {
    String drop = server.open(2);

    assertThat(server.run("rate-limit", drop).out()).isEqualTo("off\n");
    assertThat(server.run("rate-limit", drop, "1/h").out()).isEqualTo("1/h\n");
    assertThat(server.run("accept", drop, server.place(drop, "ann", 1)).code()).isZero();
    Run late = server.run("accept", drop, server.place(drop, "bob", 1), "--json");
    assertThat(server.run("rate-limit", drop, "off").out()).isEqualTo("off\n");

    assertThat(late.code()).isEqualTo(75);
    assertThat(late.err())
        .matches(
            "stockade: rate limited: the collection's rate is used up; repeat the command in \\d{4} s\n");
    assertThat(JSON.readTree(late.out()).path("type").asString())
        .isEqualTo("/problems/rate-limited");
  }
}
