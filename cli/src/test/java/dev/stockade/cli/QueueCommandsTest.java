package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.LocalRedis;
import dev.stockade.embedded.Progress;
import dev.stockade.engine.Config;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.Strategies;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/// `stockade worker` as processes that are killed, and what they could not decide.
final class QueueCommandsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LocalPostgres postgres;
  private static LocalRedis redis;

  @BeforeAll
  static void start() {
    postgres = LocalPostgres.temporary(Progress.silent());
    redis = LocalRedis.temporary(Progress.silent());
  }

  @AfterAll
  static void stop() {
    redis.close();
    postgres.close();
  }

  @Test
  void workers_that_are_killed_are_followed_by_others() throws Exception {
    try (Stockade caller = caller();
        ServeProcess first = worker();
        ServeProcess second = worker()) {
      CollectionId drop = open(caller, 100);
      first.firstLine();
      second.firstLine();
      assertThat(accept(caller, drop)).isInstanceOf(Decision.Accepted.class);

      first.kill();
      assertThat(accept(caller, drop)).isInstanceOf(Decision.Accepted.class);
      try (ServeProcess third = worker()) {
        third.firstLine();
        second.terminate();
        assertThat(accept(caller, drop)).isInstanceOf(Decision.Accepted.class);
        assertThat(second.ended()).isEqualTo(143);
      }
    }
  }

  @Test
  void a_dead_letter_is_listed_and_put_in_line_again() throws Exception {
    try (Stockade caller = caller();
        ServeProcess worker = worker()) {
      worker.firstLine();
      CollectionId drop = open(caller, 1);
      Bid bid = bid(drop);
      caller.place(bid);
      execute(
          """
          CREATE FUNCTION stockade.poison() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'poisoned' USING ERRCODE = 'check_violation'; END $$;
          CREATE TRIGGER poison BEFORE INSERT ON stockade.event
            FOR EACH ROW WHEN (NEW.bid = '%s') EXECUTE FUNCTION stockade.poison()
          """
              .formatted(bid.id()));
      assertThat(caller.accept(drop, bid.id())).isEqualTo(new InDoubt());

      Run listed = deadLetters("list");

      assertThat(listed.code()).as(listed.err()).isZero();
      assertThat(listed.out().lines()).hasSize(1);
      assertThat(listed.out()).contains("poisoned", "accept default " + drop + " " + bid.id());
      execute("DROP TRIGGER poison ON stockade.event");
      assertThat(deadLetters("replay").out()).isEqualTo("1 of 1 put in line\n");
      assertThat(deadLetters("list").out()).isEmpty();
      await()
          .atMost(LIMIT)
          .until(() -> caller.read().collection(drop).orElseThrow().state().accepted() == 1);
    }
  }

  @Test
  void without_a_redis_to_look_at_they_say_so() {
    assertThat(Run.of("queue", "dead-letters", "list", "--database", postgresUrl()).err())
        .contains("say where the queue is: --redis URL");
    assertThat(Run.of("worker", "--redis", redis.uri().toString()).err())
        .contains("say which database: --database URL");
  }

  private static Run deadLetters(String act) {
    return Run.of(
        "queue",
        "dead-letters",
        act,
        "--database",
        postgresUrl(),
        "--redis",
        redis.uri().toString());
  }

  private static ServeProcess worker() throws Exception {
    return ServeProcess.of(
        List.of("worker", "--database", postgresUrl(), "--redis", redis.uri().toString()));
  }

  private static String postgresUrl() {
    return postgres.jdbcUrl();
  }

  /// An engine without workers.
  private static Stockade caller() {
    var config = Config.defaults();
    return Stockade.on(
        source(),
        config
            .withStrategy(Strategies.QUEUE)
            .withRedis(redis.uri())
            .withQueue(config.queue().withWorker(false))
            .with(Setting.DEADLINE, 30_000));
  }

  private static PGSimpleDataSource source() {
    var source = new PGSimpleDataSource();
    source.setUrl(postgres.jdbcUrl());
    return source;
  }

  private static CollectionId open(Stockade caller, int supply) throws InterruptedException {
    CollectionId id = CollectionId.of(UUID.randomUUID());
    assertThat(caller.open(id, "drop", supply)).isInstanceOf(Decision.Opened.class);
    return id;
  }

  private static Bid bid(CollectionId drop) {
    return new Bid(new BidId(UUID.randomUUID()), drop, "bidder", 1, new Price(1, "EUR"));
  }

  private static Outcome accept(Stockade caller, CollectionId drop) throws InterruptedException {
    return caller.placeAndAccept(bid(drop));
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
