package dev.stockade.engine.ledger;

import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Reads by which strategies collections are to be decided.
public final class ReadStrategies {
  private static final String READ_STRATEGIES =
      """
      SELECT c.tenant, c.id, c.strategy, c.strategy_mode, c.strategy_reason, c.strategy_since
      FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
      JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.id
      """;

  private final String readStrategies;

  ReadStrategies(Schema schema) {
    readStrategies = schema.in(READ_STRATEGIES);
  }

  /// The assignments of those of the collections that exist.
  public Map<CollectionId, Assignment> of(Connection connection, Collection<CollectionId> ids)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readStrategies)) {
      Keys.of(ids).set(read);
      var assigned = new HashMap<CollectionId, Assignment>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          assigned.put(
              new CollectionId(
                  new TenantId(rows.getString("tenant")), rows.getObject("id", UUID.class)),
              Row.assignment(rows));
        }
      }
      return assigned;
    }
  }
}
