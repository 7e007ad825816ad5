package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Fate;
import dev.stockade.core.Price;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Accepting within the transaction of the service that embeds the engine.
class JoinedTransactionTest {
  private static final String SCHEMA = TestDatabase.newSchema();
  private static final String ORDERS = SCHEMA + ".shop_order";
  private static HikariDataSource pool;
  private static Stockade stockade;

  @BeforeAll
  static void start() throws SQLException {
    pool = TestDatabase.pool(6);
    stockade =
        Stockade.on(
            pool,
            Config.defaults()
                .withSchema(SCHEMA)
                .with(Setting.CONNECTIONS, 2)
                .with(Setting.DEADLINE, 700));
    execute("CREATE TABLE " + ORDERS + " (bid uuid PRIMARY KEY)");
  }

  @AfterAll
  static void stop() {
    stockade.close();
    pool.close();
  }

  @Test
  void the_acceptance_and_the_order_commit_together() throws Exception {
    Bid bid = placedBid(1);

    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      assertThat(stockade.accept(connection, bid.collection(), bid.id()))
          .isInstanceOf(Decision.Accepted.class);
      order(connection, bid);
      connection.commit();
    }

    assertThat(fate(bid)).isInstanceOf(Fate.Accepted.class);
    assertThat(orders(bid)).isEqualTo(1);
  }

  @Test
  void the_acceptance_and_the_order_are_rolled_back_together() throws Exception {
    Bid bid = placedBid(1);

    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      order(connection, bid);
      assertThat(stockade.accept(connection, bid.collection(), bid.id()))
          .isInstanceOf(Decision.Accepted.class);
      connection.rollback();
    }

    assertThat(fate(bid)).isEqualTo(new Fate.Open());
    assertThat(orders(bid)).isZero();
    assertThat(stockade.accept(bid.collection(), bid.id())).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void the_last_unit_is_promised_to_nobody_else_until_the_caller_ends_its_transaction()
      throws Exception {
    Bid ours = placedBid(1);
    Bid theirs = place(ours.collection());

    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      stockade.accept(connection, ours.collection(), ours.id());
      var other =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return stockade
                      .decide(
                          List.of(new Command.Accept(theirs.collection(), theirs.id())),
                          Duration.ofSeconds(20))
                      .getFirst();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> waitersForLocks() > 0);
      connection.commit();

      assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(new Decision.SoldOut());
    }
  }

  @Test
  void placing_and_accepting_can_join_too() throws Exception {
    CollectionId drop = open(1);
    Bid bid = bid(drop);

    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      assertThat(stockade.decide(connection, new Command.PlaceAndAccept(bid)))
          .isInstanceOf(Decision.Accepted.class);
      connection.commit();
    }

    assertThat(fate(bid)).isInstanceOf(Fate.Accepted.class);
  }

  @Test
  void a_connection_that_commits_by_itself_cannot_be_joined() throws Exception {
    Bid bid = placedBid(1);

    try (Connection connection = pool.getConnection()) {
      assertThatThrownBy(() -> stockade.accept(connection, bid.collection(), bid.id()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("setAutoCommit(false)");
    }
  }

  @Test
  void the_wait_for_the_row_is_bounded_and_the_callers_own_bound_is_kept() throws Exception {
    Bid bid = placedBid(1);

    try (Connection holder = pool.getConnection();
        Connection joiner = pool.getConnection()) {
      holder.setAutoCommit(false);
      stockade.accept(holder, bid.collection(), bid.id());
      joiner.setAutoCommit(false);

      assertThatThrownBy(() -> stockade.accept(joiner, bid.collection(), bid.id()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));

      joiner.rollback();
      holder.rollback();
      try (var statement = joiner.createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '123ms'");
        stockade.accept(joiner, bid.collection(), bid.id());
        try (var rows = statement.executeQuery("SHOW lock_timeout")) {
          rows.next();
          assertThat(rows.getString(1)).isEqualTo("123ms");
        }
      }
      joiner.rollback();
    }
  }

  @Test
  void a_repeatable_read_transaction_that_saw_an_older_row_is_told_to_start_anew()
      throws Exception {
    Bid ours = placedBid(1);
    Bid theirs = place(ours.collection());

    try (Connection connection = pool.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      orders(connection, ours);
      stockade.accept(theirs.collection(), theirs.id());

      assertThatThrownBy(() -> stockade.accept(connection, ours.collection(), ours.id()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
      connection.rollback();
    }
  }

  private static Bid placedBid(int supply) throws InterruptedException {
    return place(open(supply));
  }

  private static Bid place(CollectionId drop) throws InterruptedException {
    Bid bid = bid(drop);
    assertThat(stockade.place(bid)).isInstanceOf(Decision.Placed.class);
    return bid;
  }

  private static Bid bid(CollectionId drop) {
    return new Bid(new BidId(UUID.randomUUID()), drop, "bidder", 1, new Price(1, "EUR"));
  }

  private static CollectionId open(int supply) throws InterruptedException {
    CollectionId id = CollectionId.of(UUID.randomUUID());
    stockade.open(id, "drop", supply);
    return id;
  }

  private static Fate fate(Bid bid) throws InterruptedException {
    return stockade.read().bid(bid.collection(), bid.id()).orElseThrow().standing().fate();
  }

  private static void order(Connection connection, Bid bid) throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO " + ORDERS + " VALUES (?)")) {
      insert.setObject(1, bid.id().value());
      insert.executeUpdate();
    }
  }

  private static int orders(Bid bid) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return orders(connection, bid);
    }
  }

  private static int orders(Connection connection, Bid bid) throws SQLException {
    try (var count =
        connection.prepareStatement("SELECT count(*) FROM " + ORDERS + " WHERE bid = ?")) {
      count.setObject(1, bid.id().value());
      try (var rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static int waitersForLocks() throws SQLException {
    try (Connection connection = pool.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
