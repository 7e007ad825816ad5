package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Price;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The examples of the README. They are quoted from here, between the marks `region` and `end`.
class EmbeddingTest {
  private static final Config CONFIG = Config.defaults().withSchema(TestDatabase.newSchema());
  private static HikariDataSource pool;

  @BeforeAll
  static void start() throws SQLException {
    pool = TestDatabase.pool(4);
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS shop_order (bid uuid PRIMARY KEY)");
      statement.execute("TRUNCATE shop_order");
    }
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void a_service_accepts_a_bid() throws Exception {
    String answer = sell(pool);

    assertThat(answer).isEqualTo("sold: number 1, 99 left");
  }

  @Test
  void an_order_is_written_together_with_its_acceptance() throws Exception {
    try (Stockade stockade = Stockade.on(pool, CONFIG)) {
      var ids = new TimeOrderedIds(InstantSource.system(), new Random());
      var drop = CollectionId.of(ids.next());
      stockade.open(drop, "Summer drop", 1);
      var bid = new Bid(new BidId(ids.next()), drop, "alice", 1, new Price(25_00, "EUR"));
      stockade.place(bid);

      assertThat(acceptWithOrder(stockade, pool, bid)).isInstanceOf(Decision.Accepted.class);

      var late = new Bid(new BidId(ids.next()), drop, "bob", 1, new Price(26_00, "EUR"));
      // region place-and-accept
      var outcome = stockade.placeAndAccept(late); // refused: then the bid is not placed either
      // end
      assertThat(outcome).isEqualTo(new Decision.SoldOut());
    }
  }

  private static String sell(DataSource dataSource) throws InterruptedException {
    // region accept
    try (Stockade stockade = Stockade.on(dataSource, CONFIG)) {
      var ids = new TimeOrderedIds(InstantSource.system(), new Random());
      var drop = CollectionId.of(ids.next());
      stockade.open(drop, "Spring drop", 100);
      var bid = new Bid(new BidId(ids.next()), drop, "alice", 1, new Price(25_00, "EUR"));
      stockade.place(bid);
      return switch (stockade.accept(drop, bid.id())) {
        case Decision.Accepted a ->
            "sold: number " + a.entry().sequence() + ", " + a.entry().stock() + " left";
        case Decision refused -> "no: " + refused;
        case Deferred later -> "nothing was written, ask again in " + later.retryAfter();
        case InDoubt doubt -> "it may have happened, ask again with the same bid id";
      };
    }
    // end
  }

  private static Decision acceptWithOrder(Stockade stockade, DataSource dataSource, Bid bid)
      throws SQLException {
    // region join
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      Decision decision = stockade.accept(connection, bid.collection(), bid.id());
      if (decision instanceof Decision.Accepted) {
        insertOrder(connection, bid);
        connection.commit(); // the order and the acceptance, or neither
      }
      return decision;
    }
    // end
  }

  private static void insertOrder(Connection connection, Bid bid) throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO shop_order VALUES (?)")) {
      insert.setObject(1, bid.id().value());
      insert.executeUpdate();
    }
  }
}
