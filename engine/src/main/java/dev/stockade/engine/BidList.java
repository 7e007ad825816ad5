package dev.stockade.engine;

import java.util.Optional;

/// Which bids of a collection are listed, and in which order.
///
/// @param status only those; empty: all
/// @param after the position of the last bid of the page before, or [BidPosition#FIRST]
public record BidList(BidOrder order, Optional<BidStatus> status, BidPosition after) {
  /// The same from another position on.
  public BidList after(BidPosition position) {
    return new BidList(order, status, position);
  }
}
