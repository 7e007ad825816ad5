package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Locks collections' rows against every other decision until the transaction ends.
///
/// `FOR NO KEY UPDATE`, since `FOR UPDATE` would also block the foreign key of bids that are being
/// placed. The clock is read outside the locking subquery: inside it would be read before the wait
/// for the lock.
final class LockCollections {
  private static final String LOCK_COLLECTIONS =
      """
      SELECT locked.*, clock_timestamp() AS now FROM (
        SELECT c.tenant, c.id, c.supply, c.stock, c.held, c.version, c.status, c.strategy
        FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
        JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.id
        ORDER BY c.tenant, c.id FOR NO KEY UPDATE OF c) locked
      """;

  private final String lockCollections;

  LockCollections(Schema schema) {
    lockCollections = schema.in(LOCK_COLLECTIONS);
  }

  Map<CollectionId, Row> lock(Connection connection, Set<CollectionId> ids) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(lockCollections)) {
      Keys.of(ids).set(lock, 1);
      var locked = new LinkedHashMap<CollectionId, Row>();
      try (ResultSet rows = lock.executeQuery()) {
        while (rows.next()) {
          var row = new Row(Row.state(rows), Row.instant(rows, "now"));
          locked.put(row.state().id(), row);
        }
      }
      return locked;
    }
  }
}
