package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads collections' rows by their keys.
final class FindCollections {
  /// Row by row through the index: `OFFSET 0` keeps the planner, who knows nothing of the number of
  /// keys, from reading the whole table instead.
  private static final String FIND_COLLECTIONS =
      """
      SELECT c.*, clock_timestamp() AS now
      FROM unnest(?::text[], ?::uuid[]) w(tenant, id)
      CROSS JOIN LATERAL (
        SELECT c.tenant, c.id, c.supply, c.stock, c.held, c.version, c.status,
               c.strategy, c.strategy_mode, c.strategy_reason, c.strategy_since
        FROM stockade.collection c WHERE c.tenant = w.tenant AND c.id = w.id OFFSET 0) c
      """;

  private final String findCollections;

  FindCollections(Schema schema) {
    findCollections = schema.in(FIND_COLLECTIONS);
  }

  void addTo(Script script, Set<CollectionId> ids) throws SQLException {
    script.add(findCollections, Keys.of(ids));
  }

  /// Those that exist.
  Map<CollectionId, Row> of(ResultSet rows) throws SQLException {
    var found = new HashMap<CollectionId, Row>();
    while (rows.next()) {
      var row = new Row(Row.state(rows), Row.instant(rows, "now"));
      found.put(row.state().id(), row);
    }
    return found;
  }
}
