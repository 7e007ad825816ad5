package dev.stockade.core;

/// An offer by a bidder for units of a collection. Immutable once placed; placing it takes no
/// sequence.
///
/// @param bidder who bids: any text of 1 to 200 characters
/// @param quantity units, 1 to [Quantity#MAX]; a bid is accepted whole or not at all
public record Bid(BidId id, CollectionId collection, String bidder, int quantity, Price price) {
  private static final int MAX_BIDDER = 200;

  public Bid {
    Text.check("bidder", bidder, MAX_BIDDER);
    Quantity.check("quantity", quantity);
  }
}
