package dev.stockade.lab.bench.party;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.config.Config;

/// A lock in Redis around the transaction, one for each collection, taken as Redisson's
/// documentation shows: its watchdog keeps it while the transaction lasts. The row is not locked.
/// Thread-safe.
final class RedissonBaseline implements Contestant {
  private static final String READ =
      """
      SELECT stock, version FROM stockade.collection WHERE tenant = 'default' AND id = ? AND status = 'open'
      """;

  private static final String UPDATE =
      """
      UPDATE stockade.collection SET stock = ?, accepted = accepted + ?, version = ?
      WHERE tenant = 'default' AND id = ?
      """;

  /// How long a caller stands in line for the news of a lock. By default it is 7.5 seconds, after
  /// which Redisson throws: the line is not fair, and of a thousand callers some wait longer.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final FairPool pool;
  private final BidBook book;
  private final Sales sales;
  private final String read;
  private final String update;
  private final String prefix;
  private final RedissonClient redisson;

  RedissonBaseline(Ground ground, int connections) {
    this.redisson = client(ground.redis());
    this.pool = new FairPool(ground, connections);
    this.book = ground.book();
    this.sales = new Sales(ground);
    this.read = Ground.in(ground.schema(), READ);
    this.update = Ground.in(ground.schema(), UPDATE);
    this.prefix = "stockade:bench:" + UUID.randomUUID() + ":";
  }

  private static RedissonClient client(URI url) {
    var config = new Config();
    String userInfo = url.getUserInfo();
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      if (colon > 0) {
        config.setUsername(userInfo.substring(0, colon));
      }
      config.setPassword(userInfo.substring(colon + 1));
    }
    int port = url.getPort() < 0 ? 6379 : url.getPort();
    config
        .useSingleServer()
        .setAddress(url.getScheme() + "://" + url.getHost() + ":" + port)
        .setSubscriptionTimeout((int) PATIENCE.toMillis());
    try {
      return Redisson.create(config);
    } catch (RedisException e) {
      throw new Absent("Redis does not let Redisson in: " + e.getMessage(), e);
    }
  }

  @Override
  public Reply accept(int bid) throws InterruptedException {
    UUID id = book.bid(bid).value();
    UUID collection = book.collection(bid).value();
    RLock lock = redisson.getLock(prefix + collection);
    lock.lockInterruptibly();
    try {
      return pool.transaction(connection -> decide(connection, collection, id));
    } finally {
      lock.unlock();
    }
  }

  private Reply decide(Connection connection, UUID collection, UUID bid) throws SQLException {
    OptionalInt quantity = sales.quantity(connection, collection, bid);
    if (quantity.isEmpty()) {
      return Reply.REFUSED;
    }
    int units = quantity.getAsInt();
    Optional<Sales.Left> left = Sales.left(connection, read, collection, units);
    if (left.isEmpty()) {
      return Reply.REFUSED;
    }
    try (PreparedStatement change = connection.prepareStatement(update)) {
      FairPool.with(change, left.get().stock(), units, left.get().sequence(), collection)
          .executeUpdate();
    }
    sales.write(connection, collection, bid, units, left.get());
    connection.commit();
    return Reply.ACCEPTED;
  }

  @Override
  public void close() {
    redisson.shutdown();
    pool.close();
  }
}
