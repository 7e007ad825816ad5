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
  private static final String FIND_COLLECTIONS =
      """
      SELECT c.tenant, c.id, c.supply, c.stock, c.held, c.version, c.status,
             c.strategy, c.strategy_mode, c.strategy_reason, c.strategy_since, clock_timestamp() AS now
      FROM stockade.collection c WHERE c.id = ANY (?::uuid[])
      """;

  private final String findCollections;

  FindCollections(Schema schema) {
    findCollections = schema.in(FIND_COLLECTIONS);
  }

  void addTo(Script script, Set<CollectionId> ids) throws SQLException {
    script.add(findCollections, Wanted.of(ids).idColumn());
  }

  /// Those that exist, and others of other tenants where an id is used by several.
  Map<CollectionId, Row> of(ResultSet rows) throws SQLException {
    var found = new HashMap<CollectionId, Row>();
    while (rows.next()) {
      var row = new Row(Row.state(rows), Row.instant(rows, "now"));
      found.put(row.state().id(), row);
    }
    return found;
  }
}
