package dev.stockade.lab.arena;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Price;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/// Warms a contender up as a service that runs is warm: classes are loaded, connections have been
/// used, statements are prepared. Each connection's worth of callers accepts a few bids on a
/// collection of its own, so that even code without a guard breaks nothing.
final class Rehearsal {
  private static final int BIDS = 8;
  private static final Price PRICE = new Price(0, "EUR");

  private Rehearsal() {}

  static void hold(Stockade engine, Acceptor acceptor, int connections)
      throws InterruptedException {
    var parts = new ArrayList<Callable<Void>>();
    for (int part = 1; part <= connections; part++) {
      var collection = CollectionId.of(new UUID(0x7000, Long.MIN_VALUE | 0x1000 | part));
      parts.add(
          () -> {
            rehearse(engine, acceptor, collection);
            return null;
          });
    }
    Threads.all(parts);
  }

  private static void rehearse(Stockade engine, Acceptor acceptor, CollectionId collection)
      throws InterruptedException {
    Patience.ask(
        () ->
            engine.open(
                collection, "rehearsal", BIDS, engine.config().strategy(), Optional.empty()));
    var bids = new ArrayList<Bid>();
    for (int i = 1; i <= BIDS; i++) {
      var id = new BidId(new UUID(0x7000, collection.value().getLeastSignificantBits() << 8 | i));
      bids.add(new Bid(id, collection, "rehearsal", 1, PRICE));
    }
    Patience.ask(() -> engine.place(List.copyOf(bids)).getFirst());
    for (Bid bid : bids) {
      Patience.ask(() -> acceptor.accept(collection, bid.id()));
    }
  }
}
