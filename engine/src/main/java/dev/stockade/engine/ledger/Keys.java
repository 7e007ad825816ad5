package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// A list of keys as two parallel lists, tenants and ids.
record Keys(List<String> tenants, List<UUID> ids) {
  static Keys of(Collection<CollectionId> collections) {
    return new Keys(
        collections.stream().map(id -> id.tenant().value()).toList(),
        collections.stream().map(CollectionId::value).toList());
  }

  /// Sets the parameters `at` and `at + 1` to arrays.
  void set(PreparedStatement statement, int at) throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(at, connection.createArrayOf("text", tenants.toArray()));
    statement.setArray(at + 1, connection.createArrayOf("uuid", ids.toArray()));
  }
}
