package dev.stockade.core;

import java.util.List;

/// The rules, once: who gets a unit and who does not. Every strategy decides by them; none has
/// rules of its own.
///
/// Total and pure: the same view and commands give the same ruling, and nothing else is looked at.
/// A refusal therefore cannot depend on which strategy, node or attempt came to it, only on the
/// version that was read.
public final class Rules {
  private Rules() {}

  /// Decides commands on one collection in their order, each in the light of those before it.
  ///
  /// @throws IllegalArgumentException where a command is for another collection
  public static Ruling decide(View view, List<Command> commands) {
    var deliberation = new Deliberation(view);
    commands.forEach(deliberation::hear);
    return deliberation.ruling();
  }

  /// The state after an event.
  ///
  /// @throws IllegalArgumentException where the event does not follow the state
  public static CollectionState evolve(CollectionState state, Event event) {
    Entry entry = event.entry();
    if (entry.sequence() != state.version() + 1) {
      throw new IllegalArgumentException(
          "event %d does not follow version %d of collection %s"
              .formatted(entry.sequence(), state.version(), state.id()));
    }
    CollectionState next =
        switch (event) {
          case Event.BidAccepted e ->
              with(state, state.supply(), state.stock() - e.quantity(), state.status());
          case Event.AcceptanceReleased e ->
              with(state, state.supply(), state.stock() + e.quantity(), state.status());
          case Event.Restocked e ->
              with(
                  state,
                  state.supply() + e.quantity(),
                  state.stock() + e.quantity(),
                  state.status());
          case Event.CollectionClosed e ->
              with(state, state.supply(), state.stock(), Status.CLOSED);
          case Event.BidWithdrawn e -> with(state, state.supply(), state.stock(), state.status());
          case Event.BidRejected e -> with(state, state.supply(), state.stock(), state.status());
          case Event.StrategyChanged e ->
              new CollectionState(
                  state.id(),
                  state.supply(),
                  state.stock(),
                  state.held(),
                  state.version() + 1,
                  state.status(),
                  new Assignment(e.strategy(), e.mode(), e.reason(), entry.at()));
        };
    if (next.stock() != entry.stock()) {
      throw new IllegalArgumentException(
          "event %d of collection %s leaves %d units, but says %d"
              .formatted(entry.sequence(), state.id(), next.stock(), entry.stock()));
    }
    return next;
  }

  /// The standing of a bid after an event about it.
  static Standing settle(Standing was, Event.OnBid event) {
    Fate fate =
        switch (event) {
          case Event.BidAccepted e -> new Fate.Accepted(e.entry());
          case Event.BidWithdrawn e -> new Fate.Withdrawn(e.entry());
          case Event.BidRejected e -> new Fate.Rejected(e.entry());
          case Event.AcceptanceReleased e ->
              was.fate() instanceof Fate.Accepted(Entry acceptance)
                  ? new Fate.Released(acceptance, e.entry())
                  : was.fate();
        };
    return new Standing(was.bid(), fate);
  }

  private static CollectionState with(CollectionState state, int supply, int stock, Status status) {
    return new CollectionState(
        state.id(), supply, stock, state.held(), state.version() + 1, status, state.assignment());
  }
}
