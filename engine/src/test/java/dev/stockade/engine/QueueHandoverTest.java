package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.SetArgs;
import io.lettuce.core.protocol.CommandType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A request that is decided while something goes wrong between its worker, Redis and its caller.
/// Nobody dies, so who wrote the acceptance says so, and its only caller hears that it is new.
class QueueHandoverTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String REPLIES = "stockade:replies:*";

  private static final String AT_THE_GATE =
      "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory')";

  /// For the epoch, or for the collection's row.
  private static final String BEHIND_THE_GATE =
      "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype <> 'advisory')";

  @RegisterExtension final OneQueue queue = new OneQueue();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private CollectionId drop;
  private Connection gate;

  /// Whoever appends waits until the gate is opened.
  @BeforeEach
  void shutTheGate() throws Exception {
    drop = queue.open(1);
    queue.execute(
        """
        CREATE FUNCTION %1$s.gate() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_advisory_xact_lock_shared(hashtext('%1$s')); RETURN NEW; END $$;
        CREATE TRIGGER gate BEFORE INSERT ON %1$s.event FOR EACH ROW EXECUTE FUNCTION %1$s.gate()
        """
            .formatted(queue.schema()));
    gate = queue.pool().getConnection();
    gate.setAutoCommit(false);
    try (var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(hashtext('" + queue.schema() + "'))");
    }
  }

  @AfterEach
  void forgetTheGate() throws Exception {
    gate.close();
    threads.shutdownNow();
  }

  @Test
  void what_was_written_when_the_lease_was_over_is_told_as_new() throws Exception {
    try (Stockade node = queue.started(queue.config())) {
      Future<Outcome> told = acceptanceAtTheGate(node);
      long looks = statistic("get", "calls");
      queue.redis().set(queue.lease(), "nobody", SetArgs.Builder.px(600));
      await().atMost(LIMIT).until(() -> statistic("get", "calls") > looks);

      gate.rollback();

      isNew(told);
    }
  }

  @Test
  void what_was_written_when_another_worker_had_taken_the_partition_is_told_as_new()
      throws Exception {
    try (Stockade node = queue.started(queue.config());
        Stockade other = queue.started(queue.config())) {
      Future<Outcome> told = acceptanceAtTheGate(node);
      queue.redis().del(queue.lease());
      await().atMost(LIMIT).until(() -> somebodyWaitsBehindTheGate());

      gate.rollback();

      isNew(told);
      assertThat(OneQueue.state(other, drop)).isEqualTo(1);
    }
  }

  @Test
  void what_was_written_while_redis_took_no_scripts_is_told_as_new() throws Exception {
    try (Stockade node = queue.started(queue.config())) {
      Future<Outcome> told = acceptanceAtTheGate(node);
      scriptsAreRefused();
      gate.rollback();
      await().atMost(LIMIT).until(() -> OneQueue.state(node, drop) == 1);

      scriptsAreAllowed();

      isNew(told);
    }
  }

  /// The look finds it written while the worker can tell nobody.
  @Test
  void what_the_worker_wrote_while_its_caller_looked_past_the_queue_is_told_as_new()
      throws Exception {
    try (Stockade node = queue.started(queue.config().with(Setting.REDIS_TIMEOUT, 10_000))) {
      Future<Outcome> told = acceptanceAtTheGate(node);
      queue.redis().clientKill(KillArgs.Builder.typePubsub());
      await().atMost(LIMIT).until(this::somebodyWaitsBehindTheGate);
      await().atMost(LIMIT).until(() -> queue.redis().pubsubChannels(REPLIES).size() == 2);
      scriptsAreRefused();
      gate.rollback();
      await().atMost(LIMIT).until(() -> OneQueue.state(node, drop) == 1);
      await().atMost(LIMIT).until(() -> !somebodyWaitsBehindTheGate());

      scriptsAreAllowed();

      isNew(told);
    }
  }

  private void scriptsAreRefused() {
    queue.redis().aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.EVALSHA));
    await().atMost(LIMIT).until(() -> statistic("evalsha", "rejected_calls") > 0);
  }

  private void scriptsAreAllowed() {
    queue.redis().aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.EVALSHA));
  }

  /// The call of an only caller, whose acceptance the worker is about to append.
  private Future<Outcome> acceptanceAtTheGate(Stockade node) throws Exception {
    Bid bid = queue.place(drop, 1).getFirst();
    Future<Outcome> told =
        threads.submit(() -> OneQueue.askAll(node, List.of(bid), LIMIT).getFirst());
    await().atMost(LIMIT).until(() -> isTrue(AT_THE_GATE));
    return told;
  }

  private boolean somebodyWaitsBehindTheGate() throws SQLException {
    return isTrue(BEHIND_THE_GATE);
  }

  private boolean isTrue(String query) throws SQLException {
    try (Connection connection = queue.pool().getConnection();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// What Redis counts of a command.
  private long statistic(String command, String name) {
    return queue
        .redis()
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .flatMap(line -> Pattern.compile("[:,]").splitAsStream(line))
        .filter(part -> part.startsWith(name + "="))
        .mapToLong(part -> Long.parseLong(part.substring(name.length() + 1)))
        .sum();
  }

  private static void isNew(Future<Outcome> told) throws Exception {
    assertThat(told.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Decision.Accepted.class, accepted -> assertThat(accepted.repeated()).isFalse());
  }
}
