package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Entry;
import dev.stockade.core.Fate;
import dev.stockade.core.Price;
import dev.stockade.core.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// A bid and what has become of it, as columns of the current row.
final class StandingRow {
  private StandingRow() {}

  /// Reads the columns `collection, bidder, quantity, price, currency`.
  static Bid bid(ResultSet rows, BidId id, TenantId tenant) throws SQLException {
    return new Bid(
        id,
        new CollectionId(tenant, rows.getObject("collection", UUID.class)),
        rows.getString("bidder"),
        rows.getInt("quantity"),
        new Price(rows.getLong("price"), rows.getString("currency")));
  }

  /// Reads the columns `settled, settled_sequence, …, released_sequence, …`.
  static Fate fate(ResultSet rows) throws SQLException {
    String settled = rows.getString("settled");
    if (settled == null) {
      return new Fate.Open();
    }
    Entry entry = Row.entry(rows, "settled");
    return switch (settled) {
      case "accepted" ->
          rows.getObject("released_at") == null
              ? new Fate.Accepted(entry)
              : new Fate.Released(entry, Row.entry(rows, "released"));
      case "withdrawn" -> new Fate.Withdrawn(entry);
      case "rejected" -> new Fate.Rejected(entry);
      default -> throw new SQLException("a settlement that this version does not know: " + settled);
    };
  }
}
