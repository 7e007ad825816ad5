package dev.stockade.core;

/// A wish to change one collection. Every command that can change a decision passes [Rules] and the
/// one append.
public sealed interface Command {
  CollectionId collection();

  /// A command about one bid.
  sealed interface OnBid extends Command {
    BidId bid();
  }

  /// Take the bid: the binding decision. Asking again gives the same acceptance.
  record Accept(CollectionId collection, BidId bid) implements OnBid {}

  /// Place the bid and take it, or leave no trace of it: where it is refused it is not placed
  /// either.
  record PlaceAndAccept(Bid offer) implements OnBid {
    @Override
    public CollectionId collection() {
      return offer.collection();
    }

    @Override
    public BidId bid() {
      return offer.id();
    }
  }

  /// The bidder takes an open bid back.
  record Withdraw(CollectionId collection, BidId bid) implements OnBid {}

  /// The seller declines an open bid.
  record Reject(CollectionId collection, BidId bid) implements OnBid {}

  /// An acceptance is undone: its units return to the stock, once, and the bid is finished.
  record Release(CollectionId collection, BidId bid) implements OnBid {}

  /// A command about the collection itself. What is so already is so whatever was expected, so that
  /// asking again is safe.
  sealed interface OnCollection extends Command {
    Expected expected();
  }

  /// More units exist.
  ///
  /// @param id makes it safe to ask again: the same id adds its units once
  /// @param quantity units to add, 1 to [Quantity#MAX]
  record Restock(CollectionId collection, RestockId id, int quantity, Expected expected)
      implements OnCollection {
    public Restock {
      Quantity.check("quantity", quantity);
    }

    public Restock(CollectionId collection, RestockId id, int quantity) {
      this(collection, id, quantity, new Expected.Any());
    }
  }

  /// Accept nothing any more, for good.
  record Close(CollectionId collection, Expected expected) implements OnCollection {
    public Close(CollectionId collection) {
      this(collection, new Expected.Any());
    }
  }

  /// Decide this collection by another strategy from now on.
  ///
  /// @param reason why, for whoever reads the log: 1 to 200 characters
  record SetStrategy(CollectionId collection, Choice choice, String reason, Expected expected)
      implements OnCollection {
    public SetStrategy {
      Assignment.checkReason(reason);
    }

    public SetStrategy(CollectionId collection, Choice choice, String reason) {
      this(collection, choice, reason, new Expected.Any());
    }

    /// The same at another version.
    public SetStrategy expecting(Expected other) {
      return new SetStrategy(collection, choice, reason, other);
    }

    /// Pins it to a strategy.
    public SetStrategy(CollectionId collection, StrategyName strategy, String reason) {
      this(collection, new Choice.Pinned(strategy), reason);
    }
  }
}
