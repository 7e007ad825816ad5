package dev.stockade.proof.checker;

import dev.stockade.core.Assignment;
import dev.stockade.core.Choice;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.StrategyName;

/// What a command asks for, a decision tells of, and an event is: where all three are equal they
/// belong together.
///
/// @param id the bid, the restock or the strategy that is pinned; for a close, the kind itself, and
///   where the strategy is left to the engine, that mode
record Subject(Kind kind, Object id) {
  enum Kind {
    ACCEPT,
    WITHDRAW,
    REJECT,
    RELEASE,
    RESTOCK,
    CLOSE,
    SET_STRATEGY
  }

  static Subject of(Command command) {
    return switch (command) {
      case Command.Accept c -> new Subject(Kind.ACCEPT, c.bid());
      case Command.PlaceAndAccept c -> new Subject(Kind.ACCEPT, c.bid());
      case Command.Withdraw c -> new Subject(Kind.WITHDRAW, c.bid());
      case Command.Reject c -> new Subject(Kind.REJECT, c.bid());
      case Command.Release c -> new Subject(Kind.RELEASE, c.bid());
      case Command.Restock c -> new Subject(Kind.RESTOCK, c.id());
      case Command.Close _ -> new Subject(Kind.CLOSE, Kind.CLOSE);
      case Command.SetStrategy c -> new Subject(Kind.SET_STRATEGY, chosen(c.choice()));
    };
  }

  static Subject of(Event event) {
    return switch (event) {
      case Event.BidAccepted e -> new Subject(Kind.ACCEPT, e.bid());
      case Event.BidWithdrawn e -> new Subject(Kind.WITHDRAW, e.bid());
      case Event.BidRejected e -> new Subject(Kind.REJECT, e.bid());
      case Event.AcceptanceReleased e -> new Subject(Kind.RELEASE, e.bid());
      case Event.Restocked e -> new Subject(Kind.RESTOCK, e.restock());
      case Event.CollectionClosed _ -> new Subject(Kind.CLOSE, Kind.CLOSE);
      case Event.StrategyChanged e ->
          new Subject(Kind.SET_STRATEGY, chosen(e.mode(), e.strategy()));
    };
  }

  static Subject of(Decision.Done done) {
    return switch (done) {
      case Decision.Accepted d -> new Subject(Kind.ACCEPT, d.bid());
      case Decision.Withdrawn d -> new Subject(Kind.WITHDRAW, d.bid());
      case Decision.Rejected d -> new Subject(Kind.REJECT, d.bid());
      case Decision.Released d -> new Subject(Kind.RELEASE, d.bid());
      case Decision.Restocked d -> new Subject(Kind.RESTOCK, d.restock());
      case Decision.CollectionClosed _ -> new Subject(Kind.CLOSE, Kind.CLOSE);
      case Decision.StrategyChanged d ->
          new Subject(Kind.SET_STRATEGY, chosen(d.mode(), d.strategy()));
    };
  }

  private static Object chosen(Choice choice) {
    return switch (choice) {
      case Choice.Pinned c -> c.strategy();
      case Choice.Auto _, Choice.Switch _ -> Assignment.Mode.AUTO;
    };
  }

  private static Object chosen(Assignment.Mode mode, StrategyName strategy) {
    return mode == Assignment.Mode.PINNED ? strategy : mode;
  }

  /// Units that an event moves out of the stock; below zero where it moves them in.
  static long taken(Event event) {
    return switch (event) {
      case Event.BidAccepted e -> e.quantity();
      case Event.AcceptanceReleased e -> -(long) e.quantity();
      case Event.Restocked e -> -(long) e.quantity();
      case Event.BidWithdrawn _,
          Event.BidRejected _,
          Event.CollectionClosed _,
          Event.StrategyChanged _ ->
          0;
    };
  }

  /// Units that an event or a decision is about; 0 where it is about none.
  static int units(Event event) {
    return (int) Math.abs(taken(event));
  }

  static int units(Decision.Done done) {
    return switch (done) {
      case Decision.Accepted d -> d.quantity();
      case Decision.Released d -> d.quantity();
      case Decision.Restocked d -> d.quantity();
      case Decision.Withdrawn _,
          Decision.Rejected _,
          Decision.CollectionClosed _,
          Decision.StrategyChanged _ ->
          0;
    };
  }
}
