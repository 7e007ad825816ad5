package dev.stockade.server.streaming;

import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Notices;
import java.time.Duration;

/// All of a node that follows what happens. Thread-safe.
///
/// @param collections follows the logs of collections
/// @param tenants follows the feeds of tenants
public record Following(
    Tailer<CollectionId> collections, TenantFeeds feeds, Tailer<TenantId> tenants)
    implements AutoCloseable {

  /// @param room that all streams share
  /// @param poll the least time between two looks at whether there is something new
  /// @param notices hears of what must not happen
  public static Following of(Stockade engine, Room room, Duration poll, Notices notices) {
    var feeds = new TenantFeeds(engine);
    return new Following(
        Tailer.ofCollections(engine, room, poll, notices),
        feeds,
        Tailer.ofTenants(feeds, room, poll, notices));
  }

  @Override
  public void close() {
    collections.close();
    tenants.close();
  }
}
