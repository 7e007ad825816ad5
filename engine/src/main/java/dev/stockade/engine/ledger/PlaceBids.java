package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Columns;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Places bids. They are inserted in the order of their ids: in opposite orders two transactions
/// would deadlock where they place the same bids.
public final class PlaceBids {
  private static final String PLACE_BIDS =
      """
      INSERT INTO stockade.bid (tenant, id, collection, bidder, quantity, price, currency)
      SELECT w.tenant, w.id, w.collection, w.bidder, w.quantity, w.price, w.currency
      FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::int4[], ?::int8[], ?::text[])
        w(tenant, id, collection, bidder, quantity, price, currency)
      %s
      ORDER BY w.tenant, w.id
      ON CONFLICT DO NOTHING
      RETURNING tenant, id
      """;

  private static final String WHERE_OPEN =
      "JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.collection AND c.status = 'open'";

  private static final String OPEN_OR_CLOSED =
      """
      SELECT c.tenant, c.id, c.status
      FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
      JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.id
      """;

  private final String placeWhereOpen;
  private final String placeDecided;
  private final String openOrClosed;
  private final ReadStandings standings;

  PlaceBids(Schema schema, ReadStandings standings) {
    placeWhereOpen = schema.in(PLACE_BIDS.formatted(WHERE_OPEN));
    placeDecided = schema.in(PLACE_BIDS.formatted(""));
    openOrClosed = schema.in(OPEN_OR_CLOSED);
    this.standings = standings;
  }

  /// A bid's key.
  record Key(TenantId tenant, BidId id) {
    static Key of(Bid bid) {
      return new Key(bid.collection().tenant(), bid.id());
    }
  }

  /// Places each bid unless its id is taken, or its collection unknown or closed.
  ///
  /// @return one decision for each bid, in their order; empty where a collection was opened or a
  ///   bid placed while this ran, so that no decision fits: try again
  public List<Optional<Decision>> place(Connection connection, List<Bid> bids) throws SQLException {
    var unique = new HashMap<Key, Bid>();
    bids.forEach(bid -> unique.putIfAbsent(Key.of(bid), bid));
    Set<Key> inserted = insert(connection, placeWhereOpen, List.copyOf(unique.values()));
    List<Bid> others =
        unique.values().stream().filter(bid -> !inserted.contains(Key.of(bid))).toList();
    Map<Key, Bid> known = others.isEmpty() ? Map.of() : known(connection, others);
    Map<CollectionId, String> status = others.isEmpty() ? Map.of() : status(connection, others);
    var decisions = new ArrayList<Optional<Decision>>();
    var told = new HashSet<Key>();
    for (Bid bid : bids) {
      Key key = Key.of(bid);
      boolean isNew = inserted.contains(key) && told.add(key);
      Bid there = inserted.contains(key) ? unique.get(key) : known.get(key);
      if (there != null) {
        decisions.add(
            Optional.of(
                there.equals(bid) ? new Decision.Placed(bid, !isNew) : new Decision.IdInUse()));
      } else {
        decisions.add(refusal(status.get(bid.collection())));
      }
    }
    return decisions;
  }

  /// Places bids that the rules have let in, whatever became of their collections after that in the
  /// same transaction.
  ///
  /// @return whether the ids of all were free
  boolean placeDecided(Connection connection, List<Bid> bids) throws SQLException {
    return insert(connection, placeDecided, bids).size() == bids.size();
  }

  /// Inserts those of the bids whose ids are free, and tells which.
  private static Set<Key> insert(Connection connection, String sql, List<Bid> bids)
      throws SQLException {
    var columns = new Columns();
    columns.add("text", bids, bid -> bid.collection().tenant().value());
    columns.add("uuid", bids, bid -> bid.id().value());
    columns.add("uuid", bids, bid -> bid.collection().value());
    columns.add("text", bids, Bid::bidder);
    columns.add("int4", bids, Bid::quantity);
    columns.add("int8", bids, bid -> bid.price().amount());
    columns.add("text", bids, bid -> bid.price().currency());
    try (PreparedStatement place = connection.prepareStatement(sql)) {
      columns.set(place);
      var inserted = new HashSet<Key>();
      try (ResultSet rows = place.executeQuery()) {
        while (rows.next()) {
          inserted.add(
              new Key(
                  new TenantId(rows.getString("tenant")),
                  new BidId(rows.getObject("id", UUID.class))));
        }
      }
      return inserted;
    }
  }

  private Map<Key, Bid> known(Connection connection, List<Bid> bids) throws SQLException {
    List<Keys> keys =
        bids.stream()
            .map(bid -> new Keys(bid.collection().tenant().value(), bid.id().value()))
            .toList();
    var known = new HashMap<Key, Bid>();
    for (var dated : standings.of(connection, keys)) {
      Bid bid = dated.standing().bid();
      known.put(Key.of(bid), bid);
    }
    return known;
  }

  private Map<CollectionId, String> status(Connection connection, List<Bid> bids)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(openOrClosed)) {
      Keys.of(bids.stream().map(Bid::collection).distinct().toList()).set(read);
      var status = new HashMap<CollectionId, String>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          status.put(
              new CollectionId(
                  new TenantId(rows.getString("tenant")), rows.getObject("id", UUID.class)),
              rows.getString("status"));
        }
      }
      return status;
    }
  }

  private static Optional<Decision> refusal(@Nullable String status) {
    if (status == null) {
      return Optional.of(new Decision.UnknownCollection());
    }
    return status.equals("closed") ? Optional.of(new Decision.Closed()) : Optional.empty();
  }
}
