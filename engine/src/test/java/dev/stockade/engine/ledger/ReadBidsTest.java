package dev.stockade.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.engine.BidList;
import dev.stockade.engine.BidOrder;
import dev.stockade.engine.BidPosition;
import dev.stockade.engine.BidStatus;
import dev.stockade.engine.Config;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.TestDatabase;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How PostgreSQL reads pages of many bids: along an index, and never all of them.
class ReadBidsTest {
  private static final String SCHEMA = TestDatabase.newSchema();
  private static final CollectionId DROP = CollectionId.of(new UUID(0, 1));
  private static HikariDataSource pool;

  /// A collection of 100,000 bids, of which every other one is accepted.
  @BeforeAll
  static void start() throws SQLException {
    pool = TestDatabase.pool(2);
    Stockade.on(pool, Config.defaults().withSchema(SCHEMA)).close();
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO %1$s.collection (id, name, supply, stock, accepted, version, strategy, opened_supply, opened_strategy)
          VALUES ('%2$s', 'drop', 50000, 0, 50000, 50000, 'row-lock', 50000, 'row-lock');
          INSERT INTO %1$s.bid (id, collection, bidder, quantity, price, currency)
          SELECT lpad(to_hex(n), 32, '0')::uuid, '%2$s', 'b', 1, n %% 100, 'EUR' FROM generate_series(1, 100000) n;
          INSERT INTO %1$s.event (collection, sequence, kind, quantity, stock, at, bid)
          SELECT '%2$s', n, 'accepted', 1, 50000 - n, clock_timestamp(), lpad(to_hex(n * 2), 32, '0')::uuid
          FROM generate_series(1, 50000) n;
          """
              .formatted(SCHEMA, DROP.value()));
    }
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void a_page_is_read_along_the_index_of_its_order(boolean byPrice, boolean analyzed)
      throws SQLException {
    BidOrder order = byPrice ? new BidOrder.ByPrice("EUR") : new BidOrder.ByTime();
    var after = new BidPosition(50, Instant.EPOCH, new BidId(new UUID(0, 9)));

    for (BidStatus status : BidStatus.values()) {
      String plan = plan(new BidList(order, Optional.of(status), after), analyzed);

      assertThat(plan)
          .contains(byPrice ? "using bid_by_price" : "using bid_by_time")
          .contains("event_settles")
          .doesNotContain("Sort")
          .doesNotContain("Seq Scan");
    }
  }

  private static String plan(BidList list, boolean analyzed) throws SQLException {
    String sql = new ReadBids(new Schema(SCHEMA)).statement(list);
    try (Connection connection = pool.getConnection()) {
      if (analyzed) {
        connection.createStatement().execute("ANALYZE %1$s.bid, %1$s.event".formatted(SCHEMA));
      }
      try (var explain = connection.prepareStatement("EXPLAIN (COSTS off) " + sql)) {
        explain.setString(1, DROP.tenant().value());
        explain.setObject(2, DROP.value());
        explain.setInt(ReadBids.bind(explain, 3, list), 100);
        var plan = new StringBuilder();
        try (var rows = explain.executeQuery()) {
          while (rows.next()) {
            plan.append(rows.getString(1)).append('\n');
          }
        }
        return plan.toString();
      }
    }
  }
}
