package dev.stockade.core;

/// Something that was decided, as it stands in the log of a collection. Events are never changed or
/// removed.
public sealed interface Event {
  Entry entry();

  /// An event about one bid.
  sealed interface OnBid extends Event {
    BidId bid();
  }

  record BidAccepted(Entry entry, BidId bid, int quantity) implements OnBid {}

  record BidWithdrawn(Entry entry, BidId bid) implements OnBid {}

  record BidRejected(Entry entry, BidId bid) implements OnBid {}

  record AcceptanceReleased(Entry entry, BidId bid, int quantity) implements OnBid {}

  record Restocked(Entry entry, RestockId restock, int quantity) implements Event {}

  record CollectionClosed(Entry entry) implements Event {}

  /// The collection is decided by this strategy from here on, and chosen for so.
  record StrategyChanged(Entry entry, StrategyName strategy, Assignment.Mode mode, String reason)
      implements Event {}
}
