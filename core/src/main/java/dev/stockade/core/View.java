package dev.stockade.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a strategy has read of one collection, all at one version, and all that the rules need to
/// know.
///
/// @param bids the bids that the commands name, as far as they were placed on this collection's
///   tenant
/// @param restocks the restocks that the commands name, as far as they happened
/// @param now PostgreSQL's clock after the state was read; it becomes the time of the events
public record View(
    CollectionState state,
    Map<BidId, Standing> bids,
    Map<RestockId, PastRestock> restocks,
    Instant now) {

  /// A restock that happened.
  public record PastRestock(CollectionId collection, int quantity, Entry entry) {}

  public View {
    bids = Map.copyOf(bids);
    restocks = Map.copyOf(restocks);
  }

  /// The same with its state come by another way.
  ///
  /// @throws IllegalArgumentException where that is not the state of this collection at this
  ///   version
  public View at(CollectionState other) {
    if (!other.id().equals(state.id()) || other.version() != state.version()) {
      throw new IllegalArgumentException(
          "version %d of %s is not version %d of %s"
              .formatted(other.version(), other.id(), state.version(), state.id()));
    }
    return new View(other, bids, restocks, now);
  }

  /// The view once the ruling is written. Its time is not before that of the ruling's last event.
  public View after(Ruling ruling) {
    var changedBids = new Changed<>(bids);
    ruling.placed().forEach(bid -> changedBids.put(bid.id(), new Standing(bid, new Fate.Open())));
    var changedRestocks = new Changed<>(restocks);
    for (Event event : ruling.events()) {
      switch (event) {
        case Event.OnBid onBid -> {
          Standing was = changedBids.get(onBid.bid());
          if (was != null) {
            changedBids.put(onBid.bid(), Rules.settle(was, onBid));
          }
        }
        case Event.Restocked e ->
            changedRestocks.put(e.restock(), new PastRestock(state.id(), e.quantity(), e.entry()));
        case Event.CollectionClosed e -> {}
        case Event.StrategyChanged e -> {}
      }
    }
    return new View(ruling.after(), changedBids.now(), changedRestocks.now(), notBefore(ruling));
  }

  private Instant notBefore(Ruling ruling) {
    if (ruling.events().isEmpty()) {
      return now;
    }
    Instant last = ruling.events().getLast().entry().at();
    return last.isAfter(now) ? last : now;
  }

  /// The same with what another view names, read of the same version.
  ///
  /// @throws IllegalArgumentException where the other one is of another collection or version
  public View and(View other) {
    View same = other.at(state);
    var allBids = new HashMap<>(bids);
    allBids.putAll(same.bids);
    var allRestocks = new HashMap<>(restocks);
    allRestocks.putAll(same.restocks);
    return new View(state, allBids, allRestocks, now.isAfter(same.now) ? now : same.now);
  }

  /// A map with changes: most rulings change nothing that is named, and a copy of a thousand bids
  /// would take longer than to look for them.
  private static final class Changed<K, V> {
    private final Map<K, V> before;
    private final Map<K, V> changes = new HashMap<>();

    Changed(Map<K, V> before) {
      this.before = before;
    }

    @Nullable V get(K key) {
      V change = changes.get(key);
      return change == null ? before.get(key) : change;
    }

    void put(K key, V value) {
      changes.put(key, value);
    }

    Map<K, V> now() {
      if (changes.isEmpty()) {
        return before;
      }
      var all = new HashMap<>(before);
      all.putAll(changes);
      return all;
    }
  }
}
