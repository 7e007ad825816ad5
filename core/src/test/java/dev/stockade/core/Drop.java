package dev.stockade.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// A small collection, and what can be asked of it.
final class Drop {
  static final CollectionId DROP = CollectionId.of(new UUID(1, 1));

  private Drop() {}

  static Bid bid(int number, int quantity) {
    return new Bid(
        new BidId(new UUID(0, number)), DROP, "bidder " + number, quantity, new Price(100, "EUR"));
  }

  static Command accept(Bid bid) {
    return new Command.Accept(DROP, bid.id());
  }

  static Entry entry(long sequence, int stock) {
    return new Entry(sequence, World.NOW, stock);
  }

  static View view(int supply, Bid... bids) {
    Map<BidId, Standing> standings = new HashMap<>();
    Arrays.stream(bids).forEach(bid -> standings.put(bid.id(), new Standing(bid, new Fate.Open())));
    return new View(
        CollectionState.opened(DROP, supply, World.ROW_LOCK), standings, Map.of(), World.NOW);
  }
}
