package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.RestockId;
import dev.stockade.core.TenantId;
import dev.stockade.core.View;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Reads restocks that happened, by their ids.
final class FindRestocks {
  private static final String FIND_RESTOCKS =
      """
      SELECT x.tenant, x.restock, x.collection, x.quantity,
             x.sequence AS restock_sequence, x.at AS restock_at, x.stock AS restock_stock
      FROM stockade.event x
      WHERE x.restock = ANY (?::uuid[]) AND x.kind = 'restocked'
      """;

  private final String findRestocks;

  FindRestocks(Schema schema) {
    findRestocks = schema.in(FIND_RESTOCKS);
  }

  void addTo(Script script, Wanted restocks) throws SQLException {
    script.add(findRestocks, restocks.idColumn());
  }

  ByKey<RestockId, View.PastRestock> of(ResultSet rows) throws SQLException {
    var found = new ByKey<RestockId, View.PastRestock>();
    while (rows.next()) {
      var tenant = new TenantId(rows.getString("tenant"));
      var past =
          new View.PastRestock(
              new CollectionId(tenant, rows.getObject("collection", UUID.class)),
              rows.getInt("quantity"),
              Row.entry(rows, "restock"));
      found.put(tenant, new RestockId(rows.getObject("restock", UUID.class)), past);
    }
    return found;
  }
}
