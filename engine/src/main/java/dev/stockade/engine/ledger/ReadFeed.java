package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.Feed;
import dev.stockade.engine.FeedEvent;
import dev.stockade.engine.FeedPage;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads the feed of a tenant, as far as [ExtendFeed] has put events in line.
public final class ReadFeed {
  private static final String FIND_FEED =
      """
      SELECT id, length FROM stockade.feed WHERE tenant = ?
      """;

  /// Positions have no gap and a part has an event at least: so a page needs no more parts than it
  /// has events, and reads no event that does not belong to it.
  private static final String READ_FEED =
      """
      SELECT e.sequence - part.sequence + part.position AS position, part.collection,
             e.sequence, e.kind, e.quantity, e.stock, e.at, e.bid, e.restock, e.strategy, e.strategy_mode, e.reason
      FROM (SELECT tenant, position, collection, sequence, events,
                   position - ?::bigint AS behind, position - ?::bigint AS beyond
            FROM stockade.feed_part WHERE tenant = ? AND position > ? ORDER BY position LIMIT ?) part
      JOIN stockade.event e ON e.tenant = part.tenant AND e.collection = part.collection
        AND e.sequence > part.sequence - least(part.events, part.behind)
        AND e.sequence <= part.sequence - greatest(0, part.beyond)
      ORDER BY part.position, e.sequence
      """;

  private final String findFeed;
  private final String readFeed;

  public ReadFeed(Schema schema) {
    findFeed = schema.in(FIND_FEED);
    readFeed = schema.in(READ_FEED);
  }

  /// Events after a position, and the feed; empty where it has not begun.
  public Optional<FeedPage> page(Connection connection, TenantId tenant, long after, int limit)
      throws SQLException {
    Optional<Feed> feed = find(connection, tenant);
    return feed.isEmpty()
        ? Optional.empty()
        : Optional.of(new FeedPage(feed.get(), events(connection, tenant, after, limit)));
  }

  private Optional<Feed> find(Connection connection, TenantId tenant) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(findFeed)) {
      read.setString(1, tenant.value());
      try (ResultSet row = read.executeQuery()) {
        return row.next()
            ? Optional.of(new Feed(row.getObject("id", UUID.class), row.getLong("length")))
            : Optional.empty();
      }
    }
  }

  private List<FeedEvent> events(Connection connection, TenantId tenant, long after, int limit)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readFeed)) {
      read.setLong(1, after);
      read.setLong(2, after + limit);
      read.setString(3, tenant.value());
      read.setLong(4, after);
      read.setInt(5, limit);
      var events = new ArrayList<FeedEvent>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          events.add(
              new FeedEvent(
                  rows.getLong("position"),
                  new CollectionId(tenant, rows.getObject("collection", UUID.class)),
                  EventRow.event(rows)));
        }
      }
      return events;
    }
  }
}
