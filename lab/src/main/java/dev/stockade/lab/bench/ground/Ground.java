package dev.stockade.lab.bench.ground;

import dev.stockade.engine.Config;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.http.Host;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.database.ScratchSchema;
import dev.stockade.lab.redis.RedisOnDemand;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables on which a scenario is measured: Stockade's own, in a scratch schema. All bids are
/// placed before anything is measured and used again by every run; between two runs the log is
/// emptied and the collections are as they were opened. Confined to one thread.
public final class Ground implements AutoCloseable {
  /// Enough for ten seconds of whatever one machine does, besides those that are sold before.
  public static final int MOST_BIDS = 8_000_000;

  private static final String FORGET_RUN = "TRUNCATE stockade.event, stockade.snapshot";

  /// Where a log is long before, its beginning stays.
  private static final String FORGET_END =
      """
      TRUNCATE stockade.snapshot;
      ALTER TABLE stockade.event DISABLE TRIGGER event_is_immutable;
      DELETE FROM stockade.event WHERE sequence > $rows;
      ALTER TABLE stockade.event ENABLE TRIGGER event_is_immutable;
      """;

  /// With the snapshot that the event-sourced strategy would have left of a long log.
  private static final String OPEN_AGAIN =
      """
      UPDATE stockade.collection SET supply = $supply, stock = $supply - $rows, held = 0, accepted = $rows,
        version = $rows, status = 'open', strategy = '$strategy', opened_supply = $supply,
        opened_strategy = '$strategy';
      INSERT INTO stockade.snapshot (tenant, collection, sequence, supply, stock, held, status, strategy,
        strategy_mode, strategy_reason, strategy_since)
      SELECT tenant, id, version, supply, stock, held, status, strategy, strategy_mode, strategy_reason, strategy_since
      FROM stockade.collection WHERE version > 0
      ON CONFLICT (tenant, collection) DO NOTHING;
      """;

  /// Each is a statement of its own, because none may run in a transaction.
  private static final String[] SETTLE = {
    "VACUUM (FREEZE, ANALYZE) stockade.collection", "CHECKPOINT"
  };

  private static final String COUNT = "SELECT count(*) FROM stockade.event";

  /// What migrating needs.
  private static final int SET_UP_CONNECTIONS = 2;

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Database database;
  private final RedisOnDemand redis;
  private final Host host;
  private final ScratchSchema schema;
  private final Scenario scenario;
  private final BidBook book;
  private int bids;

  private Ground(Site site, ScratchSchema schema, Scenario scenario, long seed) {
    this.database = site.database();
    this.redis = site.redis();
    this.host = site.host();
    this.schema = schema;
    this.scenario = scenario;
    this.book = new BidBook(scenario, seed);
  }

  /// @throws Absent where the database does not let us, or fails
  public static Ground lay(Site site, Scenario scenario, long seed) {
    Database database = site.database();
    var schema = ScratchSchema.create(database, "bench", SET_UP_CONNECTIONS);
    try {
      Stockade.on(schema.pool(), Config.defaults().withSchema(schema.name())).close();
      var ground = new Ground(site, schema, scenario, seed);
      ground.work(connection -> Placing.open(connection, schema.name(), scenario));
      ground.grow();
      return ground;
    } catch (DatabaseException e) {
      schema.close();
      throw new Absent(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | Error e) {
      schema.close();
      throw e;
    }
  }

  public Database database() {
    return database;
  }

  /// The URL of a Redis, which starts where none runs yet.
  ///
  /// @throws Absent where there is none
  public URI redis() {
    return redis.url();
  }

  /// Who starts servers.
  public Host host() {
    return host;
  }

  public String schema() {
    return schema.name();
  }

  public Scenario scenario() {
    return scenario;
  }

  public BidBook book() {
    return book;
  }

  /// How many bids are placed.
  public int bids() {
    return bids;
  }

  /// How many of them are sold before anything is measured: those with the first numbers.
  public int sold() {
    return scenario.rows();
  }

  /// Whether no more bids are placed.
  public boolean isFull() {
    return bids == sold() + MOST_BIDS;
  }

  private void grow() {
    if (sold() > 0) {
      ensure(0);
      work(connection -> Placing.sell(connection, schema.name(), scenario));
    }
  }

  /// Places bids until as many are not sold, at most [#MOST_BIDS].
  public void ensure(int wanted) {
    int enough = sold() + Math.min(wanted, MOST_BIDS);
    if (enough > bids) {
      work(connection -> Placing.place(connection, schema.name(), book, bids, enough));
      bids = enough;
    }
  }

  /// Forgets the run before, at once: a log that is left to lie would be tidied by the database
  /// while others are measured.
  public void forget() {
    if (sold() == 0) {
      work(connection -> execute(connection, FORGET_RUN));
    } else {
      String end = FORGET_END.replace("$rows", Integer.toString(sold()));
      work(connection -> execute(connection, end));
      work(connection -> executeIfAllowed(connection, "VACUUM stockade.event"));
    }
  }

  /// Changes the tables for what a study is about.
  ///
  /// @param sql on tables of `stockade`
  public void change(String sql) {
    work(connection -> execute(connection, sql));
  }

  /// Events that the run has written.
  public long written() {
    var found = new long[1];
    work(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(in(schema.name(), COUNT))) {
            row.next();
            found[0] = row.getLong(1) - sold();
          }
        });
    return found[0];
  }

  /// Opens the collections for a run. What this leaves to write is written now, so that no run pays
  /// for another's.
  ///
  /// @param strategy that the collections are opened with
  public void open(String strategy) {
    String open =
        OPEN_AGAIN
            .replace("$supply", Integer.toString(scenario.supply()))
            .replace("$rows", Integer.toString(sold()))
            .replace("$strategy", strategy);
    work(connection -> execute(connection, open));
    for (String statement : SETTLE) {
      work(connection -> executeIfAllowed(connection, statement));
    }
  }

  /// Does something on a connection of its own.
  ///
  /// @throws Absent where the database fails
  void work(Work work) {
    try (Connection connection = database.connectForLong()) {
      work.on(connection);
    } catch (SQLException e) {
      throw database.refusal(e);
    }
  }

  @FunctionalInterface
  interface Work {
    void on(Connection connection) throws SQLException;
  }

  private void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(in(schema.name(), sql));
    }
  }

  private void executeIfAllowed(Connection connection, String sql) throws SQLException {
    try {
      execute(connection, sql);
    } catch (SQLException e) {
      if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /// A statement on the tables of `stockade` as one on those of a schema.
  public static String in(String schema, String sql) {
    return sql.replace("stockade.", schema + ".");
  }

  @Override
  public void close() {
    schema.close();
  }
}
