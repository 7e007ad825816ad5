package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/// Locks collections' rows against every other decision until the transaction ends, in the order of
/// their keys.
///
/// `FOR NO KEY UPDATE`, since `FOR UPDATE` would also block the foreign key of bids that are being
/// placed.
final class LockCollections {
  private static final String LOCK_COLLECTIONS =
      """
      SELECT 1
      FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
      JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.id
      ORDER BY c.tenant, c.id FOR NO KEY UPDATE OF c
      """;

  private final String lockCollections;

  LockCollections(Schema schema) {
    lockCollections = schema.in(LOCK_COLLECTIONS);
  }

  void lock(Connection connection, Set<CollectionId> ids) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(lockCollections)) {
      Keys.of(ids).set(lock, 1);
      lock.execute();
    }
  }
}
