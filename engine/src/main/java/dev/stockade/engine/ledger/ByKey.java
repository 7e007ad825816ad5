package dev.stockade.engine.ledger;

import dev.stockade.core.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Values by an id that is unique within its tenant. Confined to one thread.
final class ByKey<K, V> {
  private final Map<TenantId, Map<K, V>> byTenant = new HashMap<>();

  void put(TenantId tenant, K id, V value) {
    byTenant.computeIfAbsent(tenant, key -> new HashMap<>()).put(id, value);
  }

  Optional<V> get(TenantId tenant, K id) {
    return Optional.ofNullable(byTenant.getOrDefault(tenant, Map.of()).get(id));
  }
}
