package dev.stockade.engine.ledger;

import dev.stockade.core.BidId;
import dev.stockade.core.Fate;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Reads what has become of bids. Of one that is still open nothing is found.
final class FindFates {
  /// The tenant as its place among those that are wanted, NULL where it is another one: where an
  /// answer may be of any length, the driver waits for it before it sends the next statement.
  private static final String FIND_FATES =
      """
      SELECT array_position(w.tenants, s.tenant) AS tenant, s.bid,
             s.kind AS settled, s.sequence AS settled_sequence, s.at AS settled_at, s.stock AS settled_stock,
             r.sequence AS released_sequence, r.at AS released_at, r.stock AS released_stock
      FROM (SELECT ?::uuid[] AS bids, ?::text[] AS tenants) w
      JOIN stockade.event s
        ON s.bid = ANY (w.bids) AND s.kind IN ('accepted', 'withdrawn', 'rejected')
      LEFT JOIN stockade.event r ON r.tenant = s.tenant AND r.bid = s.bid AND r.kind = 'released'
      """;

  private final String findFates;

  FindFates(Schema schema) {
    findFates = schema.in(FIND_FATES);
  }

  void addTo(Script script, Wanted bids) throws SQLException {
    script.add(findFates, bids.columns());
  }

  ByKey<BidId, Fate> of(ResultSet rows, Wanted bids) throws SQLException {
    var found = new ByKey<BidId, Fate>();
    while (rows.next()) {
      int place = rows.getInt("tenant");
      if (place > 0) {
        var bid = new BidId(rows.getObject("bid", UUID.class));
        found.put(bids.tenants().get(place - 1), bid, StandingRow.fate(rows));
      }
    }
    return found;
  }
}
