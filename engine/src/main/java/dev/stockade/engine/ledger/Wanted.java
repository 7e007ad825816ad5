package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Columns;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Rows that are looked up by an id and a tenant. The statements compare the ids only, since
/// through the index each tenant would be looked up with each id: of an id that two tenants use,
/// both rows are found, and told apart by [ByKey].
///
/// The array stands in the statement as `= ANY (?)`, which one descent of the index after another
/// answers; a join with it took twice as long.
record Wanted(List<UUID> ids, List<TenantId> tenants) {
  Wanted {
    ids = List.copyOf(ids);
    tenants = List.copyOf(tenants);
  }

  static Wanted of(Collection<CollectionId> collections) {
    return new Wanted(
        collections.stream().map(CollectionId::value).toList(),
        collections.stream().map(CollectionId::tenant).distinct().toList());
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  Columns idColumn() {
    return new Columns().add("uuid", ids, id -> id);
  }

  /// Two columns, ids and tenants, of lengths of their own.
  Columns columns() {
    return idColumn().add("text", tenants, TenantId::value);
  }
}
