package dev.stockade.core;

import java.util.List;

/// What the rules make of a list of commands on one collection.
///
/// @param decisions one for each command, in their order
/// @param events what is to be appended after `before.version()`, in the order of their sequences;
///   empty where nothing is to be written
/// @param placed the bids that are placed together with their acceptance
public record Ruling(
    CollectionState before,
    List<Decision> decisions,
    List<Event> events,
    List<Bid> placed,
    CollectionState after) {

  public Ruling {
    decisions = List.copyOf(decisions);
    events = List.copyOf(events);
    placed = List.copyOf(placed);
    if (before.version() + events.size() != after.version()) {
      throw new IllegalArgumentException(
          "%d events do not lead from version %d to %d"
              .formatted(events.size(), before.version(), after.version()));
    }
  }
}
