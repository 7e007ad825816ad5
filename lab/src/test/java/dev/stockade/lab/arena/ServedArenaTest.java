package dev.stockade.lab.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Price;
import dev.stockade.lab.arena.PretendedServer.Instead;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What callers over HTTP do with answers that are no decisions, and that a server which breaks its
/// promises is found out.
final class ServedArenaTest {
  @Test
  void a_server_that_sells_more_than_there_is_is_found_out_by_what_it_tells() throws Exception {
    try (var server = new PretendedServer();
        ServedArena arena = open(server, 2)) {
      for (int caller = 1; caller <= 3; caller++) {
        assertThat(offer(arena, caller).kind()).isEqualTo(Answer.Kind.ACCEPTED);
      }

      Verdict verdict = arena.judge();

      assertThat(verdict.oversold()).isEqualTo(1);
      assertThat(verdict.foundBy("checker")).contains("Oversold");
      assertThat(verdict.audited()).isFalse();
    }
  }

  @Test
  void who_is_deferred_comes_back_when_it_was_told() throws Exception {
    try (var server = new PretendedServer();
        ServedArena arena = open(server, 2)) {
      server.prepare(Instead.BUSY);

      Answer answer = offer(arena, 1);

      assertThat(answer.kind()).isEqualTo(Answer.Kind.ACCEPTED);
      assertThat(answer.deferrals()).isEqualTo(1);
      assertThat(answer.nanos()).isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
      assertThat(arena.judge().findings()).isEmpty();
    }
  }

  @Test
  void whose_answer_was_lost_asks_again_with_the_same_id_and_has_one_unit() throws Exception {
    try (var server = new PretendedServer();
        ServedArena arena = open(server, 2)) {
      server.prepare(Instead.LOST);

      Answer answer = offer(arena, 1);

      assertThat(answer.kind()).isEqualTo(Answer.Kind.ACCEPTED);
      Verdict verdict = arena.judge();
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.promised()).isEqualTo(1);
    }
  }

  @Test
  void an_answer_that_no_server_may_give_is_a_broken_promise() throws Exception {
    try (var server = new PretendedServer();
        ServedArena arena = open(server, 2)) {
      server.prepare(Instead.DEFECT);

      assertThat(offer(arena, 1).kind()).isEqualTo(Answer.Kind.ACCEPTED);

      assertThat(arena.judge().foundBy("callers")).isEqualTo("WrongAnswer");
    }
  }

  @Test
  void what_others_do_to_the_collection_is_taken_as_it_stands_in_the_log() throws Exception {
    try (var server = new PretendedServer();
        ServedArena arena = open(server, 2)) {
      offer(arena, 1);
      server.withdrawn(new UUID(7, 7).toString());
      offer(arena, 2);

      assertThat(arena.judge().findings()).isEmpty();
    }
  }

  private static ServedArena open(PretendedServer server, int supply) throws Exception {
    return ServedArena.open(server.url(), Optional.empty(), Optional.empty(), supply);
  }

  private static Answer offer(ServedArena arena, int caller) throws Exception {
    var id = new BidId(new UUID(1, caller));
    return arena.offer(caller, new Bid(id, arena.collection(), "ann", 1, new Price(1, "EUR")));
  }
}
