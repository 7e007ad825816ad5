package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import dev.stockade.engine.groupcommit.Patience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Locks collections' rows against every other decision until the transaction ends, in the order of
/// their keys.
///
/// `FOR NO KEY UPDATE`, since `FOR UPDATE` would also block the foreign key of bids that are being
/// placed.
final class LockCollections {
  /// It answers places and versions: where an answer may be of any length, the driver waits for it
  /// before it sends the next statement.
  private static final String LOCK_COLLECTIONS =
      """
      SELECT w.n, c.version
      FROM unnest(?::text[], ?::uuid[]) WITH ORDINALITY w(tenant, id, n)
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
  ///
  /// @param ids that were to be locked, in the same order
  Map<CollectionId, Long> locked(ResultSet rows, Set<CollectionId> ids) throws SQLException {
    List<CollectionId> ordered = List.copyOf(ids);
    var locked = new HashMap<CollectionId, Long>();
    while (rows.next()) {
      locked.put(ordered.get(rows.getInt("n") - 1), rows.getLong("version"));
    }
    return locked;
  }
}
