package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.sql.PreparedStatement;
import java.util.UUID;

/// All in one statement that commits by itself: one round trip, and the lock is held for its
/// execution and the commit only.
final class CteBaseline implements Contestant {
  private static final String ACCEPT =
      """
      WITH offer AS (
        SELECT b.id, b.collection, b.quantity FROM stockade.bid b
        WHERE b.tenant = 'default' AND b.id = ? AND b.collection = ?
          AND NOT EXISTS (SELECT 1 FROM stockade.event e
            WHERE e.tenant = b.tenant AND e.bid = b.id AND e.kind IN ('accepted', 'withdrawn', 'rejected'))),
      taken AS (
        UPDATE stockade.collection c
        SET stock = c.stock - o.quantity, accepted = c.accepted + o.quantity, version = c.version + 1
        FROM offer o
        WHERE c.tenant = 'default' AND c.id = o.collection AND c.status = 'open' AND c.stock >= o.quantity
        RETURNING o.id AS bid, o.collection, o.quantity, c.stock, c.version)
      INSERT INTO stockade.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
      SELECT 'default', collection, version, 'accepted', quantity, stock, clock_timestamp(), bid FROM taken
      """;

  private final FairPool pool;
  private final BidBook book;
  private final String accept;

  CteBaseline(Ground ground, int connections) {
    this.pool = new FairPool(ground, connections);
    this.book = ground.book();
    this.accept = Ground.in(ground.schema(), ACCEPT);
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    UUID id = book.bid(bid).value();
    UUID collection = book.collection(bid).value();
    int rows =
        pool.alone(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(accept)) {
                return FairPool.with(statement, id, collection).executeUpdate();
              }
            });
    return rows == 1 ? Reply.ACCEPTED : Reply.REFUSED;
  }

  @Override
  public void close() {
    pool.close();
  }
}
