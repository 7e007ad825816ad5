package dev.stockade.lab.bench.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Fills the tables in bulk, as no seller would: without the engine, and with the foreign key
/// checked once for all.
final class Placing {
  private static final String OPEN =
      """
      INSERT INTO stockade.collection (id, name, supply, stock, strategy, opened_supply, opened_strategy)
      VALUES (?, 'bench', ?, ?, 'row-lock', ?, 'row-lock')
      """;

  private static final String WITHOUT_KEY =
      "ALTER TABLE stockade.bid DROP CONSTRAINT IF EXISTS bid_tenant_collection_fkey";

  private static final String COPY =
      "COPY stockade.bid (id, collection, bidder, quantity, price, currency) FROM STDIN";

  private static final String WITH_KEY =
      """
      ALTER TABLE stockade.bid ADD CONSTRAINT bid_tenant_collection_fkey
        FOREIGN KEY (tenant, collection) REFERENCES stockade.collection (tenant, id)
      """;

  private static final String SETTLE = "VACUUM (FREEZE, ANALYZE) stockade.bid";

  /// The number of a bid stands at the end of its id.
  private static final String SELL =
      """
      INSERT INTO stockade.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
      SELECT b.tenant, b.collection, b.n + 1, 'accepted', b.quantity, $supply - b.n - 1, clock_timestamp(), b.id
      FROM (SELECT *, ('x' || right(id::text, 8))::bit(32)::int AS n FROM stockade.bid) b
      WHERE b.n < $rows ORDER BY b.n
      """;

  private static final String SETTLE_LOG = "VACUUM (FREEZE, ANALYZE) stockade.event";

  private static final int CHUNK = 1 << 16;

  private Placing() {}

  static void open(Connection connection, String schema, Scenario scenario) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement open = connection.prepareStatement(Ground.in(schema, OPEN))) {
      for (int rank = 0; rank < scenario.collections(); rank++) {
        open.setObject(1, BidBook.collectionOfRank(rank));
        open.setInt(2, scenario.supply());
        open.setInt(3, scenario.supply());
        open.setInt(4, scenario.supply());
        open.addBatch();
      }
      open.executeBatch();
    }
    connection.commit();
  }

  static void place(Connection connection, String schema, BidBook book, int from, int to)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(Ground.in(schema, WITHOUT_KEY));
      copy(connection.unwrap(PGConnection.class), Ground.in(schema, COPY), book, from, to);
      statement.execute(Ground.in(schema, WITH_KEY));
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute(Ground.in(schema, SETTLE));
    } catch (IOException e) {
      throw new SQLException("the bids could not be sent", e);
    }
  }

  /// Accepts the first bids, of one unit each, in the order of their numbers.
  static void sell(Connection connection, String schema, Scenario scenario) throws SQLException {
    String sell =
        SELL.replace("$supply", Integer.toString(scenario.supply()))
            .replace("$rows", Integer.toString(scenario.rows()));
    try (Statement statement = connection.createStatement()) {
      statement.execute(Ground.in(schema, sell));
      statement.execute(Ground.in(schema, SETTLE_LOG));
    }
  }

  private static void copy(PGConnection connection, String sql, BidBook book, int from, int to)
      throws SQLException, IOException {
    CopyIn copy = connection.getCopyAPI().copyIn(sql);
    var rows = new StringBuilder();
    for (int number = from; number < to; number++) {
      rows.append(book.id(number)).append('\t').append(book.collectionId(number));
      rows.append("\tcaller\t1\t100\tEUR\n");
      if (rows.length() >= CHUNK || number == to - 1) {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
      }
    }
    copy.endCopy();
  }
}
