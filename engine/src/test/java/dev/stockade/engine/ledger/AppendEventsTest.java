package dev.stockade.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Fate;
import dev.stockade.core.Price;
import dev.stockade.core.RestockId;
import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.Standing;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.core.View;
import dev.stockade.engine.Config;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.TestDatabase;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The one append, below every strategy: what holds here holds whatever strategy calls it.
class AppendEventsTest {
  private static final String SCHEMA = TestDatabase.newSchema();
  private static final StrategyName ROW_LOCK = new StrategyName("row-lock");
  private static final Assignment OPENED = Assignment.opened(ROW_LOCK, Assignment.Mode.PINNED);
  private static final int WRITERS = 16;
  private static final int ROUNDS = 60;

  private static HikariDataSource pool;
  private static Stockade stockade;
  private static Tables tables;

  @BeforeAll
  static void start() {
    pool = TestDatabase.pool(WRITERS);
    stockade = Stockade.on(pool, Config.defaults().withSchema(SCHEMA));
    tables = Tables.in(new Schema(SCHEMA));
  }

  @AfterAll
  static void stop() {
    stockade.close();
    pool.close();
  }

  @Test
  void a_stale_collection_is_left_alone_and_its_neighbour_is_written() throws Exception {
    CollectionId moved = open(5);
    CollectionId still = open(5);
    Ruling onOldVersion = restock(CollectionState.opened(moved, 5, ROW_LOCK));
    stockade.decide(new Command.Restock(moved, new RestockId(UUID.randomUUID()), 1));

    Set<CollectionId> written =
        inTransaction(
            ledger ->
                ledger.append(
                    List.of(onOldVersion, restock(CollectionState.opened(still, 5, ROW_LOCK)))));

    assertThat(written).containsExactly(still);
    assertThat(stockade.read().collection(moved).orElseThrow().state().supply()).isEqualTo(6);
    assertThat(stockade.read().collection(still).orElseThrow().state().supply()).isEqualTo(6);
  }

  @Test
  void a_version_that_is_only_predicted_is_stale() throws Exception {
    CollectionId id = open(5);
    var predicted = new CollectionState(id, 5, 5, 0, 3, Status.OPEN, OPENED);

    Set<CollectionId> written = inTransaction(ledger -> ledger.append(List.of(restock(predicted))));

    assertThat(written).isEmpty();
    assertThat(stockade.read().events(id, 0, 10)).isEmpty();
  }

  @Test
  void a_temporary_table_of_the_same_name_changes_nothing() throws Exception {
    CollectionId id = open(5);

    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(
            "CREATE TEMP TABLE collection (LIKE " + SCHEMA + ".collection) ON COMMIT DROP");
        statement.execute("CREATE TEMP TABLE event (LIKE " + SCHEMA + ".event) ON COMMIT DROP");
      }
      tables
          .ledger(Transaction.joined(connection), Patience.WAIT)
          .append(List.of(restock(CollectionState.opened(id, 5, ROW_LOCK))));
      connection.commit();
    }

    assertThat(stockade.read().collection(id).orElseThrow().state().supply()).isEqualTo(6);
  }

  @Test
  void the_commit_is_durable_whatever_the_session_says() throws Exception {
    CollectionId id = open(5);

    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("SET LOCAL synchronous_commit = off");
        tables
            .ledger(Transaction.joined(connection), Patience.WAIT)
            .append(List.of(restock(CollectionState.opened(id, 5, ROW_LOCK))));
        try (var rows = statement.executeQuery("SHOW synchronous_commit")) {
          rows.next();
          assertThat(rows.getString(1)).isEqualTo("on");
        }
      }
      connection.rollback();
    }
  }

  /// Writers that lock first and writers that compare, on one collection and on several in any
  /// order, while others place bids on the same collections: no deadlock, no oversell, no gap, no
  /// lost and no double event.
  @Test
  void mixed_writers_never_deadlock_oversell_or_lose_an_event() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    var ids = List.of(open(150), open(150), open(150), open(150));
    var barrier = new CyclicBarrier(WRITERS);
    var writers = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < WRITERS; i++) {
      var random = new SplittableRandom(seed + i);
      boolean locks = i % 2 == 0;
      writers.add(
          () -> {
            barrier.await(30, TimeUnit.SECONDS);
            int accepted = 0;
            for (int round = 0; round < ROUNDS; round++) {
              accepted += round(ids, random, locks);
            }
            return accepted;
          });
    }

    int accepted = 0;
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var writer : threads.invokeAll(writers, 120, TimeUnit.SECONDS)) {
        accepted += writer.get();
      }
    }

    int counted = 0;
    for (CollectionId id : ids) {
      CollectionState state = CollectionState.opened(id, 150, ROW_LOCK);
      for (var event : stockade.read().events(id, 0, 1000)) {
        state = Rules.evolve(state, event);
      }
      assertThat(stockade.read().collection(id).orElseThrow().state()).isEqualTo(state);
      assertThat(state.accepted()).isLessThanOrEqualTo(150);
      counted += state.accepted();
    }
    assertThat(counted).isEqualTo(accepted).isPositive();
  }

  /// One transaction: places a few bids, then accepts them. Returns how many units were accepted.
  private static int round(List<CollectionId> ids, SplittableRandom random, boolean locks)
      throws Exception {
    var bids = new ArrayList<Bid>();
    var accepts = new ArrayList<Command>();
    for (int i = 0, n = 1 + random.nextInt(4); i < n; i++) {
      CollectionId id = ids.get(random.nextInt(ids.size()));
      var bid =
          new Bid(
              new BidId(new UUID(random.nextLong(), random.nextLong())),
              id,
              "b",
              1,
              new Price(1, "EUR"));
      bids.add(bid);
      accepts.add(new Command.Accept(id, bid.id()));
    }
    stockade.place(bids);
    Map<CollectionId, View> readBefore = locks ? Map.of() : unlocked(bids);
    return inTransaction(
        ledger -> {
          Map<CollectionId, View> views = locks ? ledger.lock(accepts) : readBefore;
          var rulings = new ArrayList<Ruling>();
          for (var view : views.entrySet()) {
            var mine =
                accepts.stream()
                    .filter(accept -> accept.collection().equals(view.getKey()))
                    .toList();
            Ruling ruling = Rules.decide(view.getValue(), mine);
            if (!ruling.events().isEmpty()) {
              rulings.add(ruling);
            }
          }
          Set<CollectionId> written = rulings.isEmpty() ? Set.of() : ledger.append(rulings);
          return rulings.stream()
              .filter(ruling -> written.contains(ruling.before().id()))
              .flatMap(ruling -> ruling.decisions().stream())
              .mapToInt(decision -> decision instanceof Decision.Accepted ? 1 : 0)
              .sum();
        });
  }

  /// What a strategy without a lock would read. The bids are nobody else's, so they are open.
  private static Map<CollectionId, View> unlocked(List<Bid> bids) {
    var standings = new HashMap<BidId, Standing>();
    bids.forEach(bid -> standings.put(bid.id(), new Standing(bid, new Fate.Open())));
    var views = new HashMap<CollectionId, View>();
    for (Bid bid : bids) {
      views.computeIfAbsent(
          bid.collection(),
          id -> {
            try {
              CollectionState state = stockade.read().collection(id).orElseThrow().state();
              return new View(state, standings, Map.of(), Instant.parse("2026-01-01T00:00:00Z"));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    return views;
  }

  private interface Work<T> {
    T with(Ledger ledger) throws SQLException;
  }

  private static <T> T inTransaction(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      T result = work.with(tables.ledger(Transaction.joined(connection), Patience.WAIT));
      connection.commit();
      return result;
    }
  }

  private static Ruling restock(CollectionState state) {
    var view = new View(state, Map.of(), Map.of(), Instant.parse("2026-01-01T00:00:00Z"));
    return Rules.decide(
        view, List.of(new Command.Restock(state.id(), new RestockId(UUID.randomUUID()), 1)));
  }

  private static CollectionId open(int supply) throws InterruptedException {
    CollectionId id = CollectionId.of(UUID.randomUUID());
    assertThat(stockade.open(id, "drop", supply)).isInstanceOf(Decision.Opened.class);
    return id;
  }
}
