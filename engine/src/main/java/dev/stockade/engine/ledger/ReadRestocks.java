package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Entry;
import dev.stockade.core.RestockId;
import dev.stockade.core.TenantId;
import dev.stockade.core.View;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Reads which restocks have happened.
final class ReadRestocks {
  private static final String READ_RESTOCKS =
      """
      SELECT e.tenant, e.collection, e.restock, e.quantity, e.sequence, e.at, e.stock
      FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
      JOIN stockade.event e ON e.tenant = w.tenant AND e.restock = w.id AND e.kind = 'restocked'
      """;

  private final String readRestocks;

  ReadRestocks(Schema schema) {
    readRestocks = schema.in(READ_RESTOCKS);
  }

  Map<TenantId, Map<RestockId, View.PastRestock>> of(Connection connection, Keys restocks)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readRestocks)) {
      restocks.set(read, 1);
      var past = new HashMap<TenantId, Map<RestockId, View.PastRestock>>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          var tenant = new TenantId(rows.getString("tenant"));
          past.computeIfAbsent(tenant, t -> new HashMap<>())
              .put(
                  new RestockId(rows.getObject("restock", UUID.class)),
                  new View.PastRestock(
                      new CollectionId(tenant, rows.getObject("collection", UUID.class)),
                      rows.getInt("quantity"),
                      new Entry(
                          rows.getLong("sequence"),
                          Row.instant(rows, "at"),
                          rows.getInt("stock"))));
        }
      }
      return past;
    }
  }
}
