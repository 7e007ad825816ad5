package dev.stockade.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

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

  /// The view once the ruling is written.
  public View after(Ruling ruling) {
    var changedBids = new HashMap<>(bids);
    ruling.placed().forEach(bid -> changedBids.put(bid.id(), new Standing(bid, new Fate.Open())));
    var changedRestocks = new HashMap<>(restocks);
    for (Event event : ruling.events()) {
      switch (event) {
        case Event.OnBid onBid ->
            changedBids.computeIfPresent(onBid.bid(), (id, was) -> Rules.settle(was, onBid));
        case Event.Restocked e ->
            changedRestocks.put(e.restock(), new PastRestock(state.id(), e.quantity(), e.entry()));
        case Event.CollectionClosed e -> {}
        case Event.StrategyChanged e -> {}
      }
    }
    return new View(ruling.after(), changedBids, changedRestocks, now);
  }
}
