package dev.stockade.engine;

import dev.stockade.core.Price;

/// In which order the bids of a collection are listed.
public sealed interface BidOrder {
  /// As they were placed. Those that are placed at the same moment may appear before each other
  /// later on: this is a list for people, and no log.
  record ByTime() implements BidOrder {}

  /// Those of one currency, the highest price first, and the earlier first among equals.
  record ByPrice(String currency) implements BidOrder {
    public ByPrice {
      Price.checkCurrency(currency);
    }
  }
}
