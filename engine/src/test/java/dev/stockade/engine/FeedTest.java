package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Price;
import dev.stockade.core.RestockId;
import dev.stockade.core.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The events of all collections of a tenant in one line.
@Timeout(120)
class FeedTest {
  private static final String SCHEMA = TestDatabase.newSchema();
  private static final int PAGE = 3;
  private static HikariDataSource pool;
  private static Stockade stockade;

  /// Each test has a tenant of its own.
  private final TenantId tenant = new TenantId("t" + UUID.randomUUID());

  @BeforeAll
  static void start() {
    pool = TestDatabase.pool(8);
    stockade = engine();
  }

  @AfterAll
  static void stop() {
    stockade.close();
    pool.close();
  }

  @Test
  void what_commits_later_than_others_that_began_later_is_not_lost() throws Exception {
    CollectionId slow = open();
    CollectionId fast = open();
    Bid early = bid(slow);
    stockade.place(early);
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, "CREATE TEMPORARY TABLE it_has_an_id () ON COMMIT DROP");
      connection.setSavepoint();
      restock(fast);
      assertThat(stockade.accept(connection, slow, early.id()))
          .isInstanceOf(Decision.Accepted.class);
      restock(fast);
      assertThat(positions(read(0))).containsExactly(1L, 2L);

      connection.commit();
    }
    restock(fast);

    List<FeedEvent> all = read(0);
    assertThat(positions(all)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(sequences(all)).containsOnly(Map.entry(slow, upTo(1)), Map.entry(fast, upTo(3)));
  }

  @Test
  void two_nodes_put_every_event_in_line_once_while_others_write() throws Exception {
    int events = 40;
    List<CollectionId> drops = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      drops.add(open());
    }
    try (Stockade other = engine();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> writers =
          drops.stream().map(drop -> threads.submit(() -> restock(drop, events))).toList();

      Future<List<FeedEvent>> one = threads.submit(() -> follow(stockade, events * drops.size()));
      Future<List<FeedEvent>> two = threads.submit(() -> follow(other, events * drops.size()));
      for (Future<Boolean> writer : writers) {
        assertThat(writer.get()).isTrue();
      }

      assertThat(one.get()).isEqualTo(two.get());
      assertThat(positions(one.get())).isEqualTo(upTo(Math.multiplyExact(events, drops.size())));
      assertThat(sequences(one.get()))
          .isEqualTo(drops.stream().collect(Collectors.toMap(it -> it, it -> upTo(events))));
    }
  }

  @Test
  void no_collection_waits_for_ever_behind_those_that_always_have_something_new() throws Exception {
    List<CollectionId> drops =
        IntStream.rangeClosed(1, 2 * PAGE)
            .mapToObj(i -> new CollectionId(tenant, new UUID(0, i)))
            .toList();
    for (CollectionId drop : drops) {
      stockade.open(drop, "drop", 0);
      restock(drop);
    }

    stockade.feeds().extend(tenant);
    for (CollectionId drop : drops.subList(0, PAGE)) {
      restock(drop);
    }
    stockade.feeds().extend(tenant);

    List<FeedEvent> first = page(0);
    assertThat(first).extracting(FeedEvent::collection).isEqualTo(drops.subList(0, PAGE));
    assertThat(page(PAGE))
        .extracting(FeedEvent::collection)
        .isEqualTo(drops.subList(PAGE, 2 * PAGE));
  }

  @Test
  void where_nothing_is_new_nothing_is_written() throws Exception {
    restock(open());
    Feed first = stockade.feeds().extend(tenant);
    String before = row();

    assertThat(stockade.feeds().extend(tenant)).isEqualTo(first);

    assertThat(row()).isEqualTo(before);
  }

  @Test
  void a_feed_has_the_events_of_its_tenant_only() throws Exception {
    restock(open());
    var stranger = new TenantId("t" + UUID.randomUUID());

    assertThat(stockade.feeds().page(stranger, 0, PAGE)).isEmpty();
    Feed none = stockade.feeds().extend(stranger);

    assertThat(none.length()).isZero();
    assertThat(none.id()).isNotEqualTo(stockade.feeds().extend(tenant).id());
    assertThat(stockade.feeds().page(stranger, 0, PAGE)).contains(new FeedPage(none, List.of()));
  }

  @Test
  void a_part_of_many_events_is_read_page_by_page() throws Exception {
    CollectionId drop = open();
    restock(drop, 2 * PAGE + 1);
    restock(open());

    assertThat(positions(read(0))).isEqualTo(upTo(2 * PAGE + 2));
    assertThat(positions(page(1))).containsExactly(2L, 3L, 4L);
    assertThat(page(2 * PAGE + 2)).isEmpty();
  }

  private static Stockade engine() {
    return Stockade.on(
        pool,
        Config.defaults()
            .withSchema(SCHEMA)
            .with(Setting.CONNECTIONS, 4)
            .with(Setting.DEADLINE, 30_000)
            .with(Setting.PAGE, PAGE));
  }

  private CollectionId open() throws InterruptedException {
    var drop = new CollectionId(tenant, UUID.randomUUID());
    assertThat(stockade.open(drop, "drop", 1)).isInstanceOf(Decision.Opened.class);
    return drop;
  }

  private static Bid bid(CollectionId drop) {
    return new Bid(new BidId(UUID.randomUUID()), drop, "a", 1, new Price(1, "EUR"));
  }

  private static void restock(CollectionId drop) throws InterruptedException {
    var restock = new Command.Restock(drop, new RestockId(UUID.randomUUID()), 1);
    assertThat(stockade.decide(restock)).isInstanceOf(Decision.Restocked.class);
  }

  private static boolean restock(CollectionId drop, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      restock(drop);
    }
    return true;
  }

  private List<FeedEvent> page(long after) throws InterruptedException {
    return stockade.feeds().page(tenant, after, PAGE).orElseThrow().events();
  }

  /// All that there is, after everything was put in line.
  private List<FeedEvent> read(long after) throws InterruptedException {
    return follow(stockade, (int) (lengthAtRest() - after));
  }

  private long lengthAtRest() throws InterruptedException {
    long length = -1;
    for (long now = 0; now != length; now = stockade.feeds().extend(tenant).length()) {
      length = now;
    }
    return length;
  }

  private List<FeedEvent> follow(Stockade engine, int events) throws InterruptedException {
    var seen = new ArrayList<FeedEvent>();
    while (seen.size() < events) {
      engine.feeds().extend(tenant);
      seen.addAll(engine.feeds().page(tenant, seen.size(), PAGE).orElseThrow().events());
    }
    return seen;
  }

  private static List<Long> positions(List<FeedEvent> events) {
    return events.stream().map(FeedEvent::position).toList();
  }

  private static Map<CollectionId, List<Long>> sequences(List<FeedEvent> events) {
    var sequences = new HashMap<CollectionId, List<Long>>();
    for (FeedEvent it : events) {
      sequences
          .computeIfAbsent(it.collection(), id -> new ArrayList<>())
          .add(it.event().entry().sequence());
    }
    return sequences;
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /// The row of the feed, with which transactions wrote and locked it.
  private String row() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT concat_ws(' ', ctid, xmin, xmax, length) FROM %s.feed WHERE tenant = '%s'"
                    .formatted(SCHEMA, tenant))) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
