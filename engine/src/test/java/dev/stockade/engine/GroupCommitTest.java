package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Backoff;
import dev.stockade.engine.database.Script;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.database.Transactions;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.groupcommit.Bounds;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.GroupCommit;
import dev.stockade.engine.groupcommit.Groups;
import dev.stockade.engine.ledger.IdempotentWrite;
import dev.stockade.engine.ledger.IdempotentWrite.Item;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is particular to deciding in groups. What every decision promises is in the conformance
/// suite, which runs with group commit and without.
class GroupCommitTest {
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Outcome DONE = new Decision.Unchanged();

  @Test
  void the_commands_of_a_call_are_decided_in_their_order_though_a_stranger_holds_the_row_meanwhile()
      throws Exception {
    String schema = TestDatabase.newSchema();
    Config config = Config.defaults().withSchema(schema).with(Setting.BATCH, 1);
    try (HikariDataSource pool = TestDatabase.pool(8);
        Stockade stockade = Stockade.on(pool, config);
        Connection stranger = pool.getConnection();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CollectionId drop = CollectionId.of(UUID.randomUUID());
      stockade.open(drop, "drop", 200);
      stranger.setAutoCommit(false);
      execute(stranger, "SELECT FROM %s.collection FOR UPDATE".formatted(schema));
      var commands = new ArrayList<Command>();
      for (int i = 0; i < 200; i++) {
        commands.add(new Command.PlaceAndAccept(bid(drop)));
      }

      Future<List<Outcome>> told = threads.submit(() -> stockade.decide(commands, LATE));
      await().atMost(LATE).until(() -> somebodyWaits(pool));
      stranger.rollback();

      List<Outcome> outcomes = told.get(60, TimeUnit.SECONDS);
      for (int i = 0; i < outcomes.size(); i++) {
        assertThat(((Decision.Accepted) outcomes.get(i)).entry().sequence()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void one_that_fails_does_not_fail_its_neighbours() throws Exception {
    try (HikariDataSource pool = TestDatabase.pool(2);
        Groups groups = groups(pool);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var group =
          groups.of(
              new IdempotentWrite<Integer>((connection, items) -> answer(items)),
              item -> CollectionId.of(new UUID(0, 0)));
      var calls = new ArrayList<Callable<List<Outcome>>>();
      for (int i = 0; i < 30; i++) {
        int value = i;
        calls.add(() -> serve(group, value));
      }

      List<Future<List<Outcome>>> told = threads.invokeAll(calls, 60, TimeUnit.SECONDS);

      for (int i = 0; i < told.size(); i++) {
        Future<List<Outcome>> each = told.get(i);
        if (i == 13) {
          assertThatThrownBy(each::get).hasMessageContaining("thirteen");
        } else {
          assertThat(each.get()).containsExactly(DONE);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Failing.class)
  void what_is_committed_is_told_though_the_engine_fails_after_the_commit(Failing failing)
      throws Exception {
    var failures = new AtomicInteger(1);
    try (HikariDataSource pool = TestDatabase.pool(2);
        Groups groups = groups(pool);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      GroupCommit<Item<Integer>> group =
          groups.of(
              (transaction, items, patience) -> new Forgetful(items, failing, failures),
              item -> CollectionId.of(new UUID(0, 0)));
      assertThat(serve(group, 1)).containsExactly(DONE);
      failures.set(3);
      var calls = new ArrayList<Callable<List<Outcome>>>();
      for (int i = 0; i < 100; i++) {
        calls.add(() -> serve(group, 1));
      }

      List<Future<List<Outcome>>> told = threads.invokeAll(calls, 60, TimeUnit.SECONDS);

      for (Future<List<Outcome>> each : told) {
        assertThat(each.get()).containsExactly(DONE);
      }
      assertThat(failures).hasNonPositiveValue();
      assertThat(serve(group, 1)).containsExactly(DONE);
    }
  }

  enum Failing {
    ONCE_COMMITTED,
    HALFWAY_THROUGH_TELLING
  }

  /// Fails a few times. Nobody may be told anything else than that it is done, once it can be.
  private static final class Forgetful implements Batch.Round<Item<Integer>> {
    private final List<Item<Integer>> items;
    private final Failing failing;
    private final AtomicInteger failures;

    Forgetful(List<Item<Integer>> items, Failing failing, AtomicInteger failures) {
      this.items = items.stream().filter(Item::seal).toList();
      this.failing = failing;
      this.failures = failures;
    }

    @Override
    public boolean writes() {
      return true;
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
      try (Script script = transaction.lastScript()) {
        script.run();
      }
      failIf(Failing.ONCE_COMMITTED);
    }

    @Override
    public void answer() {
      for (int i = 0; i < items.size(); i++) {
        if (i == items.size() / 2) {
          failIf(Failing.HALFWAY_THROUGH_TELLING);
        }
        items.get(i).answer(DONE);
      }
    }

    private void failIf(Failing now) {
      if (failing == now && failures.getAndDecrement() > 0) {
        throw new IllegalStateException("a test");
      }
    }

    @Override
    public boolean answersAll() {
      return true;
    }

    @Override
    public void unknown() {
      items.forEach(Item::doubt);
    }

    @Override
    public List<Item<Integer>> held() {
      return List.of();
    }
  }

  private static Groups groups(HikariDataSource pool) {
    return new Groups(
        new Transactions(pool, 2, 2_000, 0),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random()),
        new Bounds(1, 100, 16, 1, 10, LATE),
        1_000);
  }

  private static List<Outcome> serve(GroupCommit<Item<Integer>> group, int value)
      throws InterruptedException {
    var caller = new Caller(Deadline.in(LATE, System::nanoTime), 1);
    return group.serve(caller, List.of(new Item<>(caller, value)));
  }

  private static List<Optional<Decision>> answer(List<Integer> items) {
    if (items.contains(13)) {
      throw new IllegalStateException("thirteen cannot be written");
    }
    return items.stream().map(item -> Optional.<Decision>of(new Decision.Unchanged())).toList();
  }

  private static Bid bid(CollectionId drop) {
    return new Bid(new BidId(UUID.randomUUID()), drop, "bidder", 1, new Price(1, "EUR"));
  }

  private static boolean somebodyWaits(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
