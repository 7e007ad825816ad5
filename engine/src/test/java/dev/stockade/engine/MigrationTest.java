package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private static HikariDataSource pool;

  @BeforeAll
  static void start() {
    pool = TestDatabase.pool(3);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void migrating_twice_is_migrating_once() {
    Config config = Config.defaults().withSchema(TestDatabase.newSchema());

    Stockade.on(pool, config).close();
    Stockade.on(pool, config).close();
    Stockade.on(pool, config.withMigration(Migration.VALIDATE)).close();
  }

  @Test
  void validating_says_that_the_tables_are_missing_and_makes_none() throws SQLException {
    String schema = TestDatabase.newSchema();
    Config config = Config.defaults().withSchema(schema).withMigration(Migration.VALIDATE);

    assertThatThrownBy(() -> Stockade.on(pool, config))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(schema)
        .hasMessageContaining("start with migration 'migrate'");
    assertThat(exists(schema)).isFalse();
  }

  @Test
  void a_schema_that_holds_something_else_is_refused_and_left_alone() throws SQLException {
    String schema = TestDatabase.newSchema();
    execute("CREATE SCHEMA " + schema);
    execute("CREATE TABLE " + schema + ".collection (id int)");

    assertThatThrownBy(() -> Stockade.on(pool, Config.defaults().withSchema(schema)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("schema '" + schema + "' holds something that is not Stockade's");
    execute("INSERT INTO " + schema + ".collection VALUES (1)");
  }

  /// What is sent on a connection is lost as soon as it is given out.
  @Test
  void starting_ends_where_the_network_swallows_what_is_sent() throws Exception {
    Config config = Config.defaults().withSchema(TestDatabase.newSchema()).with(Setting.START, 500);
    Stockade.on(pool, config).close();
    try (FaultProxy proxy = TestDatabase.proxy();
        HikariDataSource through = TestDatabase.pool(proxy.through(TestDatabase.url()), 3)) {
      through.getConnection().close();
      proxy.line(new Line.Silent());

      assertThatThrownBy(() -> Stockade.on(through, config))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("check that it runs, and start again");
      proxy.reset();
    }
  }

  @Test
  void people_who_migrate_by_themselves_apply_the_same_files() throws Exception {
    String schema = TestDatabase.newSchema();
    execute("CREATE SCHEMA " + schema);
    List<String> files =
        List.of(
            "V1__stockade.sql",
            "V2__bids_in_order.sql",
            "V3__answers.sql",
            "V4__feed.sql",
            "V5__append_to_one.sql",
            "V6__append_by_index.sql",
            "V7__append_to_one_by_key.sql",
            "V8__append_with_times.sql");
    for (String file : files) {
      execute("SET search_path TO " + schema + ";" + migration(file));
    }
    Config config = Config.defaults().withSchema(schema).withMigration(Migration.OFF);

    try (Stockade stockade = Stockade.on(pool, config)) {
      assertThat(stockade.open(CollectionId.of(UUID.randomUUID()), "drop", 1))
          .isInstanceOf(Decision.Opened.class);
    }
  }

  @Test
  void without_tables_a_call_says_so_in_a_sentence() {
    Config config =
        Config.defaults().withSchema(TestDatabase.newSchema()).withMigration(Migration.OFF);

    try (Stockade stockade = Stockade.on(pool, config)) {
      assertThatThrownBy(() -> stockade.open(CollectionId.of(UUID.randomUUID()), "drop", 1))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("the tables of Stockade are missing");
    }
  }

  @Test
  void an_ordinary_user_with_a_schema_of_its_own_needs_no_superuser() throws Exception {
    String name = TestDatabase.newSchema();
    execute("CREATE ROLE " + name);
    execute("CREATE SCHEMA " + name + " AUTHORIZATION " + name);

    String url = TestDatabase.url();
    String asRole = (url.contains("?") ? "&" : "?") + "options=-c%20role=" + name;

    try (HikariDataSource asUser = TestDatabase.pool(url + asRole, 2)) {
      try (Stockade stockade = Stockade.on(asUser, Config.defaults().withSchema(name))) {
        assertThat(stockade.open(CollectionId.of(UUID.randomUUID()), "drop", 1))
            .isInstanceOf(Decision.Opened.class);
      }
    }
  }

  @Test
  void bids_and_events_are_never_changed_not_even_by_hand() throws Exception {
    String schema = TestDatabase.newSchema();
    Stockade.on(pool, Config.defaults().withSchema(schema)).close();
    execute(
        """
        INSERT INTO %1$s.collection (id, name, supply, stock, strategy, opened_supply, opened_strategy)
        VALUES ('00000000-0000-0000-0000-000000000001', 'drop', 1, 1, 'row-lock', 1, 'row-lock');
        INSERT INTO %1$s.bid (id, collection, bidder, quantity, price, currency)
        VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'b', 1, 1, 'EUR');
        """
            .formatted(schema));

    assertThatThrownBy(() -> execute("UPDATE " + schema + ".bid SET quantity = 2"))
        .hasMessageContaining("a row of bid is never changed or deleted");
    assertThatThrownBy(() -> execute("DELETE FROM " + schema + ".bid"))
        .hasMessageContaining("a row of bid is never changed or deleted");
    assertThatThrownBy(
            () -> execute("UPDATE " + schema + ".collection SET stock = -1, accepted = 2"))
        .hasMessageContaining("check constraint");
    assertThatThrownBy(() -> execute("UPDATE " + schema + ".collection SET stock = 0"))
        .hasMessageContaining("collection_adds_up");
  }

  private static String migration(String name) throws IOException {
    try (var file = Stockade.class.getResourceAsStream("migration/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean exists(String schema) throws SQLException {
    try (Connection connection = pool.getConnection();
        var rows = connection.getMetaData().getSchemas(null, schema)) {
      return rows.next();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("RESET search_path");
    }
  }
}
