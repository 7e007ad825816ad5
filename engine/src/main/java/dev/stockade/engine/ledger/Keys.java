package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.database.Columns;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// A tenant and an id, the key of most rows.
record Keys(String tenant, UUID id) {
  static Columns of(Collection<CollectionId> collections) {
    return columns(
        collections.stream().map(id -> new Keys(id.tenant().value(), id.value())).toList());
  }

  /// Two columns, tenants and ids.
  static Columns columns(List<Keys> keys) {
    return new Columns().add("text", keys, Keys::tenant).add("uuid", keys, Keys::id);
  }
}
