package dev.stockade.core;

/// What the rules say of a command. A [Done] is final. A [Refused] was true at one instant during
/// the call, is not stored, and may change.
public sealed interface Decision extends Outcome {
  /// The collection is there with this id and supply.
  ///
  /// @param repeated true where it was there before this call
  record Opened(CollectionState state, boolean repeated) implements Decision {}

  /// The bid is there, open or settled.
  ///
  /// @param repeated true where it was there before this call
  record Placed(Bid bid, boolean repeated) implements Decision {}

  /// The collection is as it is wanted, and no event was written for it.
  record Unchanged() implements Decision {}

  /// The command is an event in the log of its collection.
  sealed interface Done extends Decision {
    Entry entry();

    /// True where an earlier call wrote the event: it is that event's entry, not a new one.
    boolean repeated();
  }

  /// The bid has its units. Binding, and the same again for whoever asks again, also after a
  /// release.
  record Accepted(BidId bid, int quantity, Entry entry, boolean repeated) implements Done {}

  record Withdrawn(BidId bid, Entry entry, boolean repeated) implements Done {}

  record Rejected(BidId bid, Entry entry, boolean repeated) implements Done {}

  record Released(BidId bid, int quantity, Entry entry, boolean repeated) implements Done {}

  record Restocked(RestockId restock, int quantity, Entry entry, boolean repeated)
      implements Done {}

  record CollectionClosed(Entry entry, boolean repeated) implements Done {}

  record StrategyChanged(StrategyName strategy, Assignment.Mode mode, Entry entry, boolean repeated)
      implements Done {}

  /// The rules say no. The records stand in the order of precedence: where several hold, the first
  /// is told.
  sealed interface Refused extends Decision {}

  record UnknownCollection() implements Refused {}

  /// No bid of this id was placed on this collection.
  record UnknownBid() implements Refused {}

  /// The id is in use for something else: another bid, another supply, another quantity.
  record IdInUse() implements Refused {}

  /// The collection is at another version than the command expects.
  ///
  /// @param version at which it is
  record Moved(long version) implements Refused {}

  /// The bidder took the bid back.
  record BidWithdrawn(Entry entry) implements Refused {}

  /// The seller declined the bid.
  record BidRejected(Entry entry) implements Refused {}

  /// The bid was accepted, so it can be neither withdrawn nor rejected; its acceptance can be
  /// released.
  record BidAccepted(Entry entry) implements Refused {}

  /// The bid's acceptance was released: it is finished and can be neither withdrawn nor rejected.
  record BidReleased(Entry entry) implements Refused {}

  /// The bid is open: there is no acceptance to release.
  record NotAccepted() implements Refused {}

  /// The collection is closed.
  record Closed() implements Refused {}

  record SoldOut() implements Refused {}

  /// Some units are left, but fewer than the bid asks for.
  ///
  /// @param requested units of the bid
  /// @param stock units left, at least 1 and fewer than requested
  record NotEnoughStock(int requested, int stock) implements Refused {}

  /// The collection would have more units than [Quantity#MAX].
  record SupplyExceeded() implements Refused {}
}
