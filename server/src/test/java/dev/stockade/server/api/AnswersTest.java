package dev.stockade.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.Price;
import dev.stockade.engine.Config;
import dev.stockade.engine.Migration;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class AnswersTest {
  private static final UUID ID = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final Entry ENTRY = new Entry(7, Instant.parse("2026-01-01T00:00:00Z"), 3);

  @Test
  void a_doubt_tells_to_ask_again_and_with_which_id() {
    Answer answer = Answers.doubt(ID).answer();

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/in-doubt");
    assertThat(answer.body().path("id").asString()).isEqualTo(ID.toString());
  }

  @Test
  void what_was_done_and_cannot_be_read_back_is_in_doubt_and_never_a_failure() throws Exception {
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");
    Config config = Config.defaults().withMigration(Migration.OFF).with(Setting.DEADLINE, 100);
    CollectionId collection = CollectionId.of(ID);
    CollectionState opened = CollectionState.opened(collection, 1, config.strategy());
    var bid = new Bid(new BidId(ID), collection, "alice", 1, new Price(1, "EUR"));

    try (Stockade engine = Stockade.on(nowhere, config)) {
      var answers = new Answers(engine);

      assertThat(answers.of(new Decision.Opened(opened, false), collection, ID).status())
          .isEqualTo(504);
      assertThat(answers.of(new Decision.Placed(bid, false), collection, ID).status())
          .isEqualTo(504);
      assertThat(answers.of(new Decision.CollectionClosed(ENTRY, false), collection, ID).status())
          .isEqualTo(504);
    }
  }

  @Test
  void who_is_deferred_is_told_when_to_come_back() {
    Duration pause = Duration.ofMillis(500);

    Answer limited = Answers.deferral(new Deferred.RateLimited(pause), ID).answer();
    Answer conflict = Answers.deferral(new Deferred.Conflict(9, pause), ID).answer();
    Answer busy = Answers.deferral(new Deferred.Busy(pause), ID).answer();

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.body().path("type").asString()).isEqualTo("/problems/rate-limited");
    assertThat(conflict.status()).isEqualTo(503);
    assertThat(conflict.body().path("type").asString()).isEqualTo("/problems/conflict");
    assertThat(conflict.body().path("attempts").asInt()).isEqualTo(9);
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.body().path("type").asString()).isEqualTo("/problems/busy");
    assertThat(busy.headers()).containsEntry("Retry-After", "1");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1000,1", "1001,2", "59999,60"})
  void the_pause_is_told_in_whole_seconds_and_never_too_short(long millis, String seconds) {
    var busy = new Deferred.Busy(Duration.ofMillis(millis));

    assertThat(Answers.deferral(busy, ID).answer().headers()).containsEntry("Retry-After", seconds);
  }

  @Test
  void a_refusal_tells_what_the_client_may_want_to_know() {
    Answer few = Answers.refusal(new Decision.NotEnoughStock(5, 2)).answer();
    Answer settled = Answers.refusal(new Decision.BidWithdrawn(ENTRY)).answer();

    assertThat(few.status()).isEqualTo(409);
    assertThat(few.body().path("requested").asInt()).isEqualTo(5);
    assertThat(few.body().path("stock").asInt()).isEqualTo(2);
    assertThat(few.body().path("detail").asString())
        .isEqualTo("the bid asks for 5 units, and 2 are left");
    assertThat(settled.body().path("sequence").asLong()).isEqualTo(7);
    assertThat(settled.body().path("at").asString()).isEqualTo("2026-01-01T00:00:00Z");
  }
}
