package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import dev.stockade.engine.groupcommit.Patience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Locks collections' rows against every other decision until the transaction ends, in the order of
/// their keys.
///
/// `FOR NO KEY UPDATE`, since `FOR UPDATE` would also block the foreign key of bids that are being
/// placed.
final class LockCollections {
  private static final String LOCK_COLLECTIONS =
      """
      SELECT c.tenant, c.id, c.version
      FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
      JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.id
      ORDER BY c.tenant, c.id FOR NO KEY UPDATE OF c
      """;

  private final String lockAll;
  private final String lockFree;

  LockCollections(Schema schema) {
    lockAll = schema.in(LOCK_COLLECTIONS);
    lockFree = lockAll + " SKIP LOCKED";
  }

  void addTo(Script script, Set<CollectionId> ids, Patience patience) throws SQLException {
    script.add(
        switch (patience) {
          case WAIT, LOCK -> lockAll;
          case SKIP -> lockFree;
        },
        Keys.of(ids));
  }

  /// The collections that were locked, each with its version.
  Map<CollectionId, Long> locked(ResultSet rows) throws SQLException {
    var locked = new HashMap<CollectionId, Long>();
    while (rows.next()) {
      var id =
          new CollectionId(
              new TenantId(rows.getString("tenant")), rows.getObject("id", UUID.class));
      locked.put(id, rows.getLong("version"));
    }
    return locked;
  }
}
