package dev.stockade.proof.checker;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.RestockId;
import dev.stockade.proof.history.Call;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Counts the units that a collection has promised, to its log and to its callers.
final class UnitCheck {
  private UnitCheck() {}

  /// The larger of two excesses: of the log at its worst moment, and of all that log and answers
  /// promise in the end.
  static Optional<Violation> oversold(CollectionId collection, Replay replay, List<Call> calls) {
    long excess = 0;
    for (int position = 0; position <= replay.last(); position++) {
      excess = Math.max(excess, -replay.stock(position));
    }
    excess = Math.max(excess, promised(replay, calls) - supplied(replay, calls));
    return excess > 0 ? Optional.of(new Violation.Oversold(collection, excess)) : Optional.empty();
  }

  /// Units of all bids that are accepted, by the log or by an answer, and that nobody can have
  /// released.
  private static long promised(Replay replay, List<Call> calls) {
    Map<BidId, Long> units = new HashMap<>();
    Set<BidId> released = new HashSet<>();
    for (Event event : replay.events()) {
      switch (event) {
        case Event.BidAccepted e -> units.put(e.bid(), (long) e.quantity());
        case Event.AcceptanceReleased e -> released.add(e.bid());
        case Event.BidWithdrawn _,
            Event.BidRejected _,
            Event.Restocked _,
            Event.CollectionClosed _,
            Event.StrategyChanged _ -> {}
      }
    }
    for (Call call : calls) {
      if (call.outcome() instanceof Decision.Accepted accepted) {
        units.put(accepted.bid(), (long) accepted.quantity());
      }
      if (call.command() instanceof Command.Release release && mayHaveWritten(call.outcome())) {
        released.add(release.bid());
      }
    }
    units.keySet().removeAll(released);
    return units.values().stream().mapToLong(Long::longValue).sum();
  }

  /// All units that can have been supplied.
  private static long supplied(Replay replay, List<Call> calls) {
    Set<RestockId> logged = new HashSet<>();
    replay.events().stream()
        .filter(Event.Restocked.class::isInstance)
        .forEach(event -> logged.add(((Event.Restocked) event).restock()));
    long supplied = replay.supply(replay.last());
    for (Call call : calls) {
      if (call.command() instanceof Command.Restock restock
          && mayHaveWritten(call.outcome())
          && logged.add(restock.id())) {
        supplied += restock.quantity();
      }
    }
    return supplied;
  }

  private static boolean mayHaveWritten(Outcome outcome) {
    return outcome instanceof Decision.Done || outcome instanceof InDoubt;
  }
}
