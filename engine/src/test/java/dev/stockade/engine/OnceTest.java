package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Deferred;
import dev.stockade.core.Expected;
import dev.stockade.core.RateLimit;
import dev.stockade.core.RestockId;
import dev.stockade.core.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Errands that are done at most once under their keys.
class OnceTest {
  private static final String SCHEMA = TestDatabase.newSchema();

  @RegisterExtension
  private static final SharedEngine ENGINE =
      SharedEngine.start(
          4,
          Config.defaults()
              .withSchema(SCHEMA)
              .with(Setting.CONNECTIONS, 3)
              .with(Setting.DEADLINE, 1_000));

  private static final HikariDataSource pool = ENGINE.pool();
  private static final Stockade stockade = ENGINE.stockade();

  @Test
  void what_is_done_under_a_key_is_done_once_and_answered_the_same() throws Exception {
    CollectionId drop = ENGINE.open(1);
    RequestKey key = key();

    Once first = stockade.once(key, Optional.empty(), restock(drop, "first"));
    Once again = stockade.once(key, Optional.empty(), restock(drop, "again"));

    assertThat(first).isEqualTo(new Once.Answered("first", false));
    assertThat(again).isEqualTo(new Once.Answered("first", true));
    assertThat(supply(drop)).isEqualTo(2);
  }

  @Test
  void another_request_under_the_key_is_told_so_and_not_done() throws Exception {
    CollectionId drop = ENGINE.open(1);
    RequestKey key = key();
    stockade.once(key, Optional.empty(), restock(drop, "first"));

    Once other =
        stockade.once(
            new RequestKey(key.tenant(), key.id(), UUID.randomUUID()),
            Optional.empty(),
            restock(drop, "other"));

    assertThat(other).isEqualTo(new Once.KeyReused());
    assertThat(supply(drop)).isEqualTo(2);
  }

  @Test
  void what_is_not_kept_or_ends_in_an_exception_leaves_nothing() throws Exception {
    CollectionId drop = ENGINE.open(1);
    RequestKey key = key();

    Once undone =
        stockade.once(
            key,
            Optional.empty(),
            edits -> {
              edits.decide(restocking(drop));
              return new Errand.Answer("no", false);
            });
    assertThatThrownBy(
            () ->
                stockade.once(
                    key,
                    Optional.empty(),
                    edits -> {
                      edits.decide(restocking(drop));
                      throw new IllegalStateException("a defect of the errand");
                    }))
        .hasMessage("a defect of the errand");

    assertThat(undone).isEqualTo(new Once.Answered("no", false));
    assertThat(supply(drop)).isEqualTo(1);
    assertThat(stockade.once(key, Optional.empty(), restock(drop, "yes")))
        .isEqualTo(new Once.Answered("yes", false));
  }

  @Test
  void while_a_stranger_holds_the_row_it_is_deferred_and_nothing_is_done_later() throws Exception {
    CollectionId drop = ENGINE.open(1);
    RequestKey key = key();
    Once deferred;

    try (Connection stranger = pool.getConnection()) {
      stranger.setAutoCommit(false);
      lock(stranger, drop);
      deferred = stockade.once(key, Optional.empty(), restock(drop, "late"));
      stranger.rollback();
    }

    assertThat(deferred)
        .isInstanceOfSatisfying(
            Once.Undecided.class, it -> assertThat(it.outcome()).isInstanceOf(Deferred.Busy.class));
    assertThat(stockade.once(key, Optional.empty(), restock(drop, "now")))
        .isEqualTo(new Once.Answered("now", false));
    assertThat(supply(drop)).isEqualTo(2);
  }

  @Test
  void attempts_pass_the_rate_limit_together_and_are_not_counted_again() throws Exception {
    CollectionId drop = ENGINE.open(1);
    stockade.limit(drop, Optional.of(RateLimit.parse("1/h burst 2")));
    RequestKey key = key();
    var runs = new AtomicInteger();
    Errand errand = edits -> new Errand.Answer(Integer.toString(runs.incrementAndGet()), true);

    Once three = stockade.once(key(), Optional.of(new Toll(drop, 3)), errand);
    Once two = stockade.once(key, Optional.of(new Toll(drop, 2)), errand);
    Once one = stockade.once(key(), Optional.of(new Toll(drop, 1)), errand);
    Once again = stockade.once(key, Optional.of(new Toll(drop, 2)), errand);

    assertThat(three).isEqualTo(new Once.TooMany(2));
    assertThat(two).isEqualTo(new Once.Answered("1", false));
    assertThat(one)
        .isInstanceOfSatisfying(
            Once.Undecided.class,
            it -> assertThat(it.outcome()).isInstanceOf(Deferred.RateLimited.class));
    assertThat(again).isEqualTo(new Once.Answered("1", true));
  }

  @Test
  void an_edit_within_it_expects_a_version_as_any_other_does() throws Exception {
    CollectionId drop = ENGINE.open(1);
    var close = new Command.Close(drop, new Expected.Version(7));

    Once moved =
        stockade.once(
            key(),
            Optional.empty(),
            edits -> new Errand.Answer(edits.decide(close).toString(), true));

    assertThat(moved).isEqualTo(new Once.Answered("Moved[version=0]", false));
  }

  private static Errand restock(CollectionId drop, String answer) {
    return edits -> {
      edits.decide(restocking(drop));
      return new Errand.Answer(answer, true);
    };
  }

  private static Command restocking(CollectionId drop) {
    return new Command.Restock(drop, new RestockId(UUID.randomUUID()), 1);
  }

  private static RequestKey key() {
    return new RequestKey(TenantId.DEFAULT, UUID.randomUUID(), new UUID(1, 1));
  }

  private static int supply(CollectionId drop) throws InterruptedException {
    return stockade.read().collection(drop).orElseThrow().state().supply();
  }

  private static void lock(Connection connection, CollectionId drop) throws SQLException {
    try (var lock =
        connection.prepareStatement(
            "SELECT FROM " + SCHEMA + ".collection WHERE id = ? FOR UPDATE")) {
      lock.setObject(1, drop.value());
      lock.execute();
    }
  }
}
