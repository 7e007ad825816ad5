package dev.stockade.lab.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Assignment;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswersTest {
  private static final CollectionId COLLECTION = CollectionId.of(new UUID(1, 1));
  private static final BidId BID = new BidId(new UUID(2, 2));
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final Command ACCEPT = new Command.Accept(COLLECTION, BID);

  @Test
  void created_is_a_new_acceptance_and_ok_the_same_again() {
    String body = "{\"sequence\": 3, \"stock\": 1, \"at\": \"%s\", \"quantity\": 2}".formatted(AT);
    var entry = new Entry(3, AT, 1);

    assertThat(answer(201, body, ACCEPT))
        .isEqualTo(told(new Decision.Accepted(BID, 2, entry, false)));
    assertThat(answer(200, body, ACCEPT))
        .isEqualTo(told(new Decision.Accepted(BID, 2, entry, true)));
  }

  @Test
  void a_problem_is_the_refusal_that_its_type_names() {
    assertThat(answer(409, "{\"type\": \"/problems/sold-out\"}", ACCEPT))
        .isEqualTo(told(new Decision.SoldOut()));
    assertThat(
            answer(
                409,
                "{\"type\": \"/problems/not-enough-stock\", \"requested\": 3, \"stock\": 1}",
                ACCEPT))
        .isEqualTo(told(new Decision.NotEnoughStock(3, 1)));
    assertThat(answer(504, "{\"type\": \"/problems/in-doubt\"}", ACCEPT))
        .isEqualTo(told(new InDoubt()));
  }

  @Test
  void a_deferral_says_when_to_come_back() {
    var busy = new Raw(503, "{\"type\": \"/problems/busy\"}", OptionalLong.of(2));

    assertThat(Answers.decided(busy, ACCEPT))
        .isEqualTo(told(new Deferred.Busy(Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @CsvSource({
    "200, {}",
    "200, not JSON",
    "409, {\"type\": \"/problems/in-doubt\"}",
    "503, {\"type\": \"/problems/busy\"}",
    "500, {\"type\": \"/problems/internal-error\"}",
    "404, {\"type\": \"/problems/unknown-path\"}",
  })
  void whatever_must_never_be_answered_is_wrong(int status, String body) {
    assertThat(answer(status, body, ACCEPT)).isInstanceOf(Reply.Wrong.class);
  }

  @Test
  void what_a_refusal_does_not_tell_of_an_event_is_taken_from_the_log() {
    String body =
        "{\"type\": \"/problems/bid-withdrawn\", \"sequence\": 1, \"at\": \"%s\"}".formatted(AT);
    var withdrawn = new Event.BidWithdrawn(new Entry(1, AT, 5), BID);

    assertThat(filled(answer(409, body, ACCEPT), withdrawn))
        .isEqualTo(new Decision.BidWithdrawn(withdrawn.entry()));
  }

  @Test
  void what_a_refusal_does_tell_stays_as_it_was_told() {
    String body =
        "{\"type\": \"/problems/bid-withdrawn\", \"sequence\": 1, \"at\": \"%s\"}"
            .formatted(AT.plusSeconds(1));
    var withdrawn = new Event.BidWithdrawn(new Entry(1, AT, 5), BID);

    assertThat(filled(answer(409, body, ACCEPT), withdrawn))
        .isEqualTo(new Decision.BidWithdrawn(new Entry(1, AT.plusSeconds(1), 5)));
  }

  private static Outcome filled(Reply reply, Event event) {
    var row =
        new Row(
            COLLECTION,
            5,
            5,
            0,
            0,
            1,
            Status.OPEN,
            Assignment.opened(new StrategyName("row-lock"), Assignment.Mode.PINNED));
    var call = new Call(1, 0, 1, ACCEPT, ((Reply.Answered) reply).outcome());
    return Untold.fill(call, new Ending(row, List.of(event))).outcome();
  }

  private static Reply answer(int status, String body, Command command) {
    return Answers.decided(new Raw(status, body, OptionalLong.empty()), command);
  }

  private static Reply told(Outcome outcome) {
    return new Reply.Answered(outcome);
  }
}
