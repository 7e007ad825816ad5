package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Outcome;
import dev.stockade.core.StrategyName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is particular to a strategy, and to having several. What all of them promise is in the
/// conformance suite.
class StrategiesTest {
  private static final String SCHEMA = TestDatabase.newSchema();
  private static final Config CONFIG =
      Config.defaults()
          .withSchema(SCHEMA)
          .withRedis(TestRedis.url())
          .with(Setting.CONNECTIONS, 6)
          .with(Setting.SNAPSHOT_EVERY, 5);
  @RegisterExtension private static final SharedEngine ENGINE = SharedEngine.start(8, CONFIG);

  private static final HikariDataSource pool = ENGINE.pool();
  private static final Stockade stockade = ENGINE.stockade();

  static List<StrategyName> names() {
    return Strategies.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_collection_is_moved_to_another_strategy_by_an_event_while_it_is_sold(StrategyName name)
      throws Exception {
    CollectionId drop = ENGINE.open(30);
    List<Bid> bids = ENGINE.place(drop, 40);
    var accepts = new ArrayList<Callable<Outcome>>();
    for (int i = 0; i < bids.size(); i++) {
      Bid bid = bids.get(i);
      accepts.add(
          i == 10
              ? () -> stockade.decide(new Command.SetStrategy(drop, name, "a test"))
              : () -> stockade.accept(drop, bid.id()));
    }

    var outcomes = new ArrayList<Outcome>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var outcome : threads.invokeAll(accepts)) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(outcomes).filteredOn(Deferred.class::isInstance).isEmpty();
    assertThat(outcomes).filteredOn(Decision.Accepted.class::isInstance).hasSize(30);
    assertThat(outcomes).filteredOn(Decision.SoldOut.class::isInstance).hasSize(9);
    Listing listing = stockade.read().collection(drop).orElseThrow();
    assertThat(listing.state().strategy()).isEqualTo(name);
    assertThat(listing.state().stock()).isZero();
    assertThat(listing.state().version()).isEqualTo(stockade.read().events(drop, 0, 100).size());
  }

  @Test
  void an_event_sourced_node_that_knows_nothing_begins_at_a_snapshot() throws Exception {
    CollectionId drop = ENGINE.open(20);
    stockade.decide(new Command.SetStrategy(drop, Strategies.EVENT_SOURCED, "a test"));
    for (Bid bid : ENGINE.place(drop, 12)) {
      stockade.accept(drop, bid.id());
    }
    assertThat(
            number(
                "SELECT max(sequence) FROM "
                    + SCHEMA
                    + ".snapshot WHERE collection = '"
                    + drop.value()
                    + "'"))
        .isEqualTo(10);

    try (Stockade other = Stockade.on(pool, CONFIG)) {
      Bid bid = ENGINE.place(drop, 1).getFirst();

      assertThat(other.accept(drop, bid.id()))
          .isInstanceOfSatisfying(
              Decision.Accepted.class,
              accepted -> {
                assertThat(accepted.entry().sequence()).isEqualTo(14);
                assertThat(accepted.entry().stock()).isEqualTo(7);
              });
    }
  }

  @Test
  void an_event_sourced_decision_is_made_from_the_log_and_not_from_the_row() throws Exception {
    CollectionId drop = ENGINE.open(1);
    stockade.decide(new Command.SetStrategy(drop, Strategies.EVENT_SOURCED, "a test"));
    List<Bid> bids = ENGINE.place(drop, 2);
    stockade.accept(drop, bids.getFirst().id());
    execute(
        "UPDATE %s.collection SET stock = 1, accepted = 0 WHERE id = '%s'"
            .formatted(SCHEMA, drop.value()));

    assertThat(stockade.accept(drop, bids.getLast().id())).isEqualTo(new Decision.SoldOut());
  }

  @Test
  void without_the_lock_behind_it_an_optimistic_decision_that_is_overtaken_too_often_is_a_conflict()
      throws Exception {
    CollectionId drop = ENGINE.open(1_000);
    Config impatient =
        CONFIG
            .withStrategy(Strategies.OPTIMISTIC)
            .withOptimisticThenLock(false)
            .withGroupCommit(false)
            .with(Setting.CONFLICTS, 1);
    stockade.decide(new Command.SetStrategy(drop, Strategies.OPTIMISTIC, "a test"));
    List<Bid> bids = ENGINE.place(drop, 200);
    var accepts = new ArrayList<Callable<Outcome>>();

    try (Stockade node = Stockade.on(pool, impatient);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bids.forEach(bid -> accepts.add(() -> node.accept(drop, bid.id())));
      var outcomes = new ArrayList<Outcome>();
      for (var outcome : threads.invokeAll(accepts)) {
        outcomes.add(outcome.get());
      }

      assertThat(outcomes)
          .allMatch(
              outcome ->
                  outcome instanceof Decision.Accepted || outcome instanceof Deferred.Conflict);
      long accepted = outcomes.stream().filter(Decision.Accepted.class::isInstance).count();
      assertThat(accepted).isBetween(1L, 199L);
      assertThat(stockade.read().collection(drop).orElseThrow().state().accepted())
          .isEqualTo((int) accepted);
    }
  }

  @Test
  void one_call_may_span_collections_of_different_strategies() throws Exception {
    var commands = new ArrayList<Command>();
    for (StrategyName name : Strategies.NAMES) {
      CollectionId drop = ENGINE.open(1);
      stockade.decide(new Command.SetStrategy(drop, name, "a test"));
      commands.add(new Command.Accept(drop, ENGINE.place(drop, 1).getFirst().id()));
    }
    commands.add(
        new Command.Accept(CollectionId.of(UUID.randomUUID()), new BidId(UUID.randomUUID())));

    List<Outcome> outcomes = stockade.decide(commands, Duration.ofSeconds(5));

    assertThat(outcomes.subList(0, Strategies.NAMES.size()))
        .allMatch(Decision.Accepted.class::isInstance);
    assertThat(outcomes.getLast()).isEqualTo(new Decision.UnknownCollection());
  }

  @Test
  void callers_who_do_not_know_the_strategy_at_once_read_it_once() throws Exception {
    CollectionId drop = ENGINE.open(1_000);
    List<Bid> bids = ENGINE.place(drop, 500);
    var borrowed = new AtomicInteger();
    var accepts = new ArrayList<Callable<Outcome>>();

    try (HikariDataSource counting = TestDatabase.counting(8, borrowed);
        Stockade node = Stockade.on(counting, CONFIG.withMigration(Migration.OFF));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bids.forEach(bid -> accepts.add(() -> node.accept(drop, bid.id())));
      for (var outcome : threads.invokeAll(accepts)) {
        assertThat(outcome.get()).isInstanceOf(Decision.Accepted.class);
      }
    }

    assertThat(borrowed.get()).as("transactions for 500 callers").isLessThan(250);
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
