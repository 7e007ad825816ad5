package dev.stockade.core;

import java.util.ArrayList;
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

  /// Both as one, whose commands are those of this one and then those of the next.
  ///
  /// @throws IllegalArgumentException where the next one does not begin where this one ends
  public Ruling then(Ruling next) {
    if (!next.before.equals(after)) {
      throw new IllegalArgumentException(
          "a ruling on version %d does not follow one that leads to %d"
              .formatted(next.before.version(), after.version()));
    }
    return new Ruling(
        before,
        joined(decisions, next.decisions),
        joined(events, next.events),
        joined(placed, next.placed),
        next.after);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    var both = new ArrayList<T>(first.size() + second.size());
    both.addAll(first);
    both.addAll(second);
    return both;
  }
}
