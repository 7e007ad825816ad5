package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import dev.stockade.engine.groupcommit.Patience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Locks collections' rows against every other decision until the transaction ends, in the order of
/// their keys.
///
/// `FOR NO KEY UPDATE`, since `FOR UPDATE` would also block the foreign key of bids that are being
/// placed.
final class LockCollections {
  /// No row of a tenant is locked who is not concerned, though an id may be used by several. The
  /// tenant as its place among those that are wanted: where an answer may be of any length, the
  /// driver waits for it before it sends the next statement.
  private static final String LOCK_COLLECTIONS =
      """
      SELECT array_position(w.tenants, c.tenant) AS tenant, c.id, c.version
      FROM (SELECT ?::uuid[] AS ids, ?::text[] AS tenants) w
      JOIN stockade.collection c ON c.id = ANY (w.ids) AND array_position(w.tenants, c.tenant) IS NOT NULL
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
        Wanted.of(ids).columns());
  }

  /// The collections that were locked, each with its version.
  ///
  /// @param ids that were to be locked, in the same order
  Map<CollectionId, Long> locked(ResultSet rows, Set<CollectionId> ids) throws SQLException {
    List<TenantId> tenants = Wanted.of(ids).tenants();
    var locked = new HashMap<CollectionId, Long>();
    while (rows.next()) {
      TenantId tenant = tenants.get(rows.getInt("tenant") - 1);
      locked.put(
          new CollectionId(tenant, rows.getObject("id", UUID.class)), rows.getLong("version"));
    }
    return locked;
  }
}
