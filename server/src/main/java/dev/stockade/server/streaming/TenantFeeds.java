package dev.stockade.server.streaming;

import dev.stockade.core.TenantId;
import dev.stockade.engine.Feed;
import dev.stockade.engine.FeedEvent;
import dev.stockade.engine.FeedPage;
import dev.stockade.engine.Stockade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The feeds of tenants. Thread-safe.
public final class TenantFeeds implements Logs<TenantId> {
  private final Stockade engine;
  private final Shared<TenantId, Feed> extensions;

  public TenantFeeds(Stockade engine) {
    this.engine = engine;
    this.extensions = new Shared<>(engine.feeds()::extend);
  }

  /// The feed with all that has happened before this call, as far as one call of the engine goes.
  public Feed extended(TenantId tenant) throws InterruptedException {
    return extensions.get(tenant);
  }

  /// A page of the feed, with all that has happened before this call.
  public FeedPage page(TenantId tenant, long after, int limit) throws InterruptedException {
    var known = engine.feeds().page(tenant, after, limit);
    if (known.isPresent() && known.get().events().size() == limit) {
      return known.get();
    }
    Feed _ = extended(tenant);
    return engine.feeds().page(tenant, after, limit).orElseThrow();
  }

  @Override
  public Map<TenantId, Long> lengths(List<TenantId> tenants) throws InterruptedException {
    var lengths = new HashMap<TenantId, Long>();
    for (TenantId tenant : tenants) {
      lengths.put(tenant, extended(tenant).length());
    }
    return lengths;
  }

  @Override
  public List<FeedEvent> read(TenantId tenant, long after, int limit) throws InterruptedException {
    return engine.feeds().page(tenant, after, limit).map(FeedPage::events).orElse(List.of());
  }
}
