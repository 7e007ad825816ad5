package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Entry;
import dev.stockade.core.Fate;
import dev.stockade.core.Price;
import dev.stockade.core.Standing;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Reads bids with what has become of them.
final class ReadStandings {
  private static final String READ_STANDINGS =
      """
      SELECT b.tenant, b.id, b.collection, b.bidder, b.quantity, b.price, b.currency, b.placed_at,
             s.kind AS settled, s.sequence AS settled_sequence, s.at AS settled_at, s.stock AS settled_stock,
             r.sequence AS released_sequence, r.at AS released_at, r.stock AS released_stock
      FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
      JOIN stockade.bid b ON b.tenant = w.tenant AND b.id = w.id
      LEFT JOIN stockade.event s
        ON s.tenant = b.tenant AND s.bid = b.id AND s.kind IN ('accepted', 'withdrawn', 'rejected')
      LEFT JOIN stockade.event r ON r.tenant = b.tenant AND r.bid = b.id AND r.kind = 'released'
      """;

  private final String readStandings;

  ReadStandings(Schema schema) {
    readStandings = schema.in(READ_STANDINGS);
  }

  /// A bid's standing and when it was placed.
  record Dated(Standing standing, Instant placedAt) {}

  /// The standings of those of the bids that were placed, in no particular order.
  List<Dated> of(Connection connection, Keys bids) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readStandings)) {
      bids.set(read, 1);
      var standings = new ArrayList<Dated>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          standings.add(
              new Dated(new Standing(bid(rows), fate(rows)), Row.instant(rows, "placed_at")));
        }
      }
      return standings;
    }
  }

  private static Bid bid(ResultSet rows) throws SQLException {
    return new Bid(
        new BidId(rows.getObject("id", UUID.class)),
        new CollectionId(
            new TenantId(rows.getString("tenant")), rows.getObject("collection", UUID.class)),
        rows.getString("bidder"),
        rows.getInt("quantity"),
        new Price(rows.getLong("price"), rows.getString("currency")));
  }

  private static Fate fate(ResultSet rows) throws SQLException {
    String settled = rows.getString("settled");
    if (settled == null) {
      return new Fate.Open();
    }
    Entry entry = entry(rows, "settled");
    return switch (settled) {
      case "withdrawn" -> new Fate.Withdrawn(entry);
      case "rejected" -> new Fate.Rejected(entry);
      default ->
          rows.getObject("released_at") == null
              ? new Fate.Accepted(entry)
              : new Fate.Released(entry, entry(rows, "released"));
    };
  }

  private static Entry entry(ResultSet rows, String prefix) throws SQLException {
    return new Entry(
        rows.getLong(prefix + "_sequence"),
        Row.instant(rows, prefix + "_at"),
        rows.getInt(prefix + "_stock"));
  }
}
