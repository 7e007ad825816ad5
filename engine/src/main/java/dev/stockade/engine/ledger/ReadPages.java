package dev.stockade.engine.ledger;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;
import dev.stockade.core.TenantId;
import dev.stockade.engine.BidList;
import dev.stockade.engine.Listing;
import dev.stockade.engine.PlacedBid;
import dev.stockade.engine.database.Columns;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads for people: a collection, a page of collections, a bid, a page of bids, a page of a log.
/// Nothing is decided by these.
public final class ReadPages {
  private static final String READ_COLLECTION =
      """
      SELECT tenant, id, supply, stock, held, version, status,
             strategy, strategy_mode, strategy_reason, strategy_since, name, opened_at,
             rate_tokens, rate_millis, rate_burst, rate_version,
             coalesce((SELECT e.at FROM stockade.event e
               WHERE e.collection = c.id AND e.sequence = c.version AND e.tenant = c.tenant), opened_at) AS changed_at
      FROM stockade.collection c WHERE tenant = ? AND id = ?
      """;

  private static final String READ_COLLECTIONS =
      """
      SELECT tenant, id, supply, stock, held, version, status,
             strategy, strategy_mode, strategy_reason, strategy_since, name, opened_at,
             rate_tokens, rate_millis, rate_burst, rate_version,
             coalesce((SELECT e.at FROM stockade.event e
               WHERE e.collection = c.id AND e.sequence = c.version AND e.tenant = c.tenant), opened_at) AS changed_at
      FROM stockade.collection c WHERE tenant = ? AND id > ? ORDER BY tenant, id LIMIT ?
      """;

  private static final String READ_EVENTS =
      """
      SELECT sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode, reason
      FROM stockade.event WHERE tenant = ? AND collection = ? AND sequence > ?
      ORDER BY tenant, collection, sequence LIMIT ?
      """;

  private static final String READ_VERSIONS =
      """
      SELECT c.tenant, c.id, c.version FROM unnest(?, ?::uuid[]) w(tenant, id)
      JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.id
      """;

  private final String readVersions;
  private final String readCollection;
  private final String readCollections;
  private final String readEvents;
  private final ReadBids bids;
  private final ReadStandings standings;

  ReadPages(Schema schema, ReadStandings standings) {
    bids = new ReadBids(schema);
    readVersions = schema.in(READ_VERSIONS);
    readCollection = schema.in(READ_COLLECTION);
    readCollections = schema.in(READ_COLLECTIONS);
    readEvents = schema.in(READ_EVENTS);
    this.standings = standings;
  }

  public Optional<Listing> collection(Connection connection, CollectionId id) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readCollection)) {
      read.setString(1, id.tenant().value());
      read.setObject(2, id.value());
      return listings(read).stream().findFirst();
    }
  }

  /// Collections of a tenant in the order of their ids, those after one id.
  public List<Listing> collections(Connection connection, TenantId tenant, UUID after, int limit)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readCollections)) {
      read.setString(1, tenant.value());
      read.setObject(2, after);
      read.setInt(3, limit);
      return listings(read);
    }
  }

  public Optional<PlacedBid> bid(Connection connection, CollectionId collection, BidId bid)
      throws SQLException {
    List<Keys> keys = List.of(new Keys(collection.tenant().value(), bid.value()));
    return standings.of(connection, keys).stream()
        .filter(dated -> dated.standing().bid().collection().equals(collection))
        .map(dated -> new PlacedBid(dated.standing(), dated.placedAt()))
        .findFirst();
  }

  public List<PlacedBid> bids(
      Connection connection, CollectionId collection, BidList list, int limit) throws SQLException {
    return bids.page(connection, collection, list, limit);
  }

  /// The currencies of a collection's bids.
  public List<String> currencies(Connection connection, CollectionId collection, int most)
      throws SQLException {
    return bids.currencies(connection, collection, most);
  }

  public List<Event> events(Connection connection, CollectionId collection, long after, int limit)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readEvents)) {
      read.setString(1, collection.tenant().value());
      read.setObject(2, collection.value());
      read.setLong(3, after);
      read.setInt(4, limit);
      var events = new ArrayList<Event>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          events.add(EventRow.event(rows));
        }
      }
      return events;
    }
  }

  /// How far the logs of collections are.
  public Map<CollectionId, Long> versions(Connection connection, List<CollectionId> ids)
      throws SQLException {
    var columns = new Columns();
    columns.add("text", ids, id -> id.tenant().value());
    columns.add("uuid", ids, CollectionId::value);
    try (PreparedStatement read = connection.prepareStatement(readVersions)) {
      columns.set(read);
      var versions = new HashMap<CollectionId, Long>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          versions.put(
              new CollectionId(
                  new TenantId(rows.getString("tenant")), rows.getObject("id", UUID.class)),
              rows.getLong("version"));
        }
      }
      return versions;
    }
  }

  private static List<Listing> listings(PreparedStatement read) throws SQLException {
    var listings = new ArrayList<Listing>();
    try (ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        listings.add(
            new Listing(
                Row.state(rows),
                rows.getString("name"),
                Row.instant(rows, "opened_at"),
                Row.instant(rows, "changed_at"),
                Row.limit(rows),
                rows.getLong("rate_version")));
      }
    }
    return listings;
  }
}
