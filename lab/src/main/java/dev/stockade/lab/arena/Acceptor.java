package dev.stockade.lab.arena;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Outcome;

/// Whatever accepts bids. Thread-safe.
@FunctionalInterface
public interface Acceptor {
  Outcome accept(CollectionId collection, BidId bid) throws InterruptedException;
}
