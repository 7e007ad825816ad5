package dev.stockade.proof.history;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import java.util.HashMap;
import java.util.List;

/// A run, complete: every call on some collections from their opening until all was still, and what
/// stands in the end.
///
/// A history that leaves out a call that was sent is worthless: the event which that call wrote
/// looks like a ghost.
///
/// @param brokenConnections whether connections to the database may have broken during the run, by
///   accident or on purpose. Then a call that lost its answer and asked again by itself cannot know
///   whether it wrote the event, and a checker must not read much into the word "repeated"
/// @param openings the collections as they were opened, before any call
/// @param bids the bids that were placed by calls of their own; the others come with their
///   acceptance
/// @param calls in any order
/// @param endings one for each opening, read after the last call ended
public record History(
    boolean brokenConnections,
    List<CollectionState> openings,
    List<PlacedBid> bids,
    List<Call> calls,
    List<Ending> endings) {

  public History {
    openings = List.copyOf(openings);
    bids = List.copyOf(bids);
    calls = List.copyOf(calls);
    endings = List.copyOf(endings);
    var open = new HashMap<CollectionId, Integer>();
    for (CollectionState opening : openings) {
      if (opening.version() != 0 || opening.stock() != opening.supply()) {
        throw new IllegalArgumentException(
            "collection " + opening.id() + " is not as it was opened: " + opening);
      }
      if (open.put(opening.id(), 1) != null) {
        throw new IllegalArgumentException("collection " + opening.id() + " is opened twice");
      }
    }
    for (Ending ending : endings) {
      if (open.remove(ending.row().id()) == null) {
        throw new IllegalArgumentException(
            "collection " + ending.row().id() + " ends without an opening, or twice");
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "collection " + open.keySet().iterator().next() + " has no ending");
    }
  }
}
