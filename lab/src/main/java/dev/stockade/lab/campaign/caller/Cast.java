package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Price;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.lab.campaign.notes.Notes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// What all who trade in a round have in common. Thread-safe.
///
/// @param over whether the round is over: then nobody begins anything
record Cast(Doors doors, Notes notes, BooleanSupplier over, AtomicInteger callers) {
  private static final Price PRICE = new Price(100, "EUR");
  private static final int MOST_OPENINGS = 10;

  Cast(Doors doors, Notes notes, BooleanSupplier over) {
    this(doors, notes, over, new AtomicInteger());
  }

  Caller caller(Random random) {
    return new Caller(callers.incrementAndGet(), doors, notes, new Random(random.nextLong()));
  }

  /// A new collection, which nobody has asked for anything yet.
  Optional<CollectionState> collection(Random random, Notes.Kind kind, int supply)
      throws InterruptedException {
    Caller opener = caller(random);
    for (int attempt = 0; attempt < MOST_OPENINGS; attempt++) {
      Optional<CollectionState> opened = opener.open(CollectionId.of(id(random)), supply);
      if (opened.isPresent()) {
        notes.opened(opened.get(), kind);
        return opened;
      }
    }
    return Optional.empty();
  }

  Bid bid(Random random, CollectionId collection, int quantity) {
    return new Bid(new BidId(id(random)), collection, "campaign", quantity, PRICE);
  }

  UUID id(Random random) {
    return new TimeOrderedIds(InstantSource.system(), random).next();
  }
}
