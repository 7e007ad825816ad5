package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Reads bids by their ids, as they were placed.
final class FindBids {
  private static final String FIND_BIDS =
      """
      SELECT b.tenant, b.id, b.collection, b.bidder, b.quantity, b.price, b.currency
      FROM stockade.bid b WHERE b.id = ANY (?::uuid[])
      """;

  private final String findBids;

  FindBids(Schema schema) {
    findBids = schema.in(FIND_BIDS);
  }

  void addTo(Script script, Wanted bids) throws SQLException {
    script.add(findBids, bids.idColumn());
  }

  ByKey<BidId, Bid> of(ResultSet rows) throws SQLException {
    var found = new ByKey<BidId, Bid>();
    while (rows.next()) {
      var tenant = new TenantId(rows.getString("tenant"));
      Bid bid = StandingRow.bid(rows, new BidId(rows.getObject("id", UUID.class)), tenant);
      found.put(tenant, bid.id(), bid);
    }
    return found;
  }
}
