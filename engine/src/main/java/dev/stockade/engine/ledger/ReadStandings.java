package dev.stockade.engine.ledger;

import dev.stockade.core.BidId;
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

/// Reads bids with what has become of them, whatever their collections.
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
  List<Dated> of(Connection connection, List<Keys> bids) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readStandings)) {
      Keys.columns(bids).set(read);
      var standings = new ArrayList<Dated>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          var tenant = new TenantId(rows.getString("tenant"));
          var id = new BidId(rows.getObject("id", UUID.class));
          standings.add(
              new Dated(
                  new Standing(StandingRow.bid(rows, id, tenant), StandingRow.fate(rows)),
                  Row.instant(rows, "placed_at")));
        }
      }
      return standings;
    }
  }
}
