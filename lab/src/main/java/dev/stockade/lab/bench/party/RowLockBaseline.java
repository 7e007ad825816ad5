package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// What most write: a transaction that reads the bid, locks the collection's row, checks, updates
/// the row and inserts the acceptance. Five statements with the commit. The bid is read before the
/// lock, which is held for as short as five statements allow.
final class RowLockBaseline implements Contestant {
  static final String FIND_BID =
      """
      SELECT b.quantity FROM stockade.bid b WHERE b.tenant = 'default' AND b.id = ? AND b.collection = ?
        AND NOT EXISTS (SELECT 1 FROM stockade.event e
          WHERE e.tenant = b.tenant AND e.bid = b.id AND e.kind IN ('accepted', 'withdrawn', 'rejected'))
      """;

  private static final String LOCK =
      """
      SELECT stock, version FROM stockade.collection
      WHERE tenant = 'default' AND id = ? AND status = 'open' FOR UPDATE
      """;

  private static final String UPDATE =
      """
      UPDATE stockade.collection SET stock = stock - ?, accepted = accepted + ?, version = version + 1
      WHERE tenant = 'default' AND id = ?
      """;

  static final String INSERT =
      """
      INSERT INTO stockade.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
      VALUES ('default', ?, ?, 'accepted', ?, ?, clock_timestamp(), ?)
      """;

  private final FairPool pool;
  private final BidBook book;
  private final Statements sql;

  private record Statements(String findBid, String lock, String update, String insert) {}

  RowLockBaseline(Ground ground, int connections) {
    this.pool = new FairPool(ground, connections);
    this.book = ground.book();
    this.sql =
        new Statements(
            Ground.in(ground.schema(), FIND_BID),
            Ground.in(ground.schema(), LOCK),
            Ground.in(ground.schema(), UPDATE),
            Ground.in(ground.schema(), INSERT));
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    UUID id = book.bid(bid).value();
    UUID collection = book.collection(bid).value();
    return pool.transaction(connection -> decide(connection, collection, id));
  }

  private Reply decide(Connection connection, UUID collection, UUID bid) throws SQLException {
    int quantity;
    try (PreparedStatement find = connection.prepareStatement(sql.findBid());
        ResultSet row = FairPool.with(find, bid, collection).executeQuery()) {
      if (!row.next()) {
        return Reply.REFUSED;
      }
      quantity = row.getInt(1);
    }
    int stock;
    long version;
    try (PreparedStatement lock = connection.prepareStatement(sql.lock());
        ResultSet row = FairPool.with(lock, collection).executeQuery()) {
      if (!row.next() || row.getInt(1) < quantity) {
        return Reply.REFUSED;
      }
      stock = row.getInt(1) - quantity;
      version = row.getLong(2) + 1;
    }
    try (PreparedStatement update = connection.prepareStatement(sql.update())) {
      FairPool.with(update, quantity, quantity, collection).executeUpdate();
    }
    try (PreparedStatement insert = connection.prepareStatement(sql.insert())) {
      FairPool.with(insert, collection, version, quantity, stock, bid).executeUpdate();
    }
    connection.commit();
    return Reply.ACCEPTED;
  }

  @Override
  public void close() {
    pool.close();
  }
}
