package dev.stockade.engine;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import java.time.Instant;
import java.util.UUID;

/// Where a bid stands in a list of bids.
public record BidPosition(long amount, Instant placedAt, BidId id) {
  /// Before all bids.
  public static final BidPosition FIRST =
      new BidPosition(Long.MAX_VALUE, Instant.EPOCH, new BidId(new UUID(0, 0)));

  public static BidPosition of(PlacedBid placed) {
    Bid bid = placed.standing().bid();
    return new BidPosition(bid.price().amount(), placed.placedAt(), bid.id());
  }
}
