package dev.stockade.proof.checker;

import dev.stockade.core.Assignment;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;
import dev.stockade.core.RestockId;
import dev.stockade.core.Status;
import dev.stockade.proof.history.Row;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Judges the log and the row of one collection, whatever callers were told.
final class LogCheck {
  private final CollectionId collection;
  private final Replay replay;
  private final Bids bids;
  private final Consumer<Violation> found;

  LogCheck(CollectionId collection, Replay replay, Bids bids, Consumer<Violation> found) {
    this.collection = collection;
    this.replay = replay;
    this.bids = bids;
    this.found = found;
  }

  /// @return whether the sequences count 1, 2, 3, … to the end
  boolean sequences() {
    long expected = 1;
    for (Event event : replay.events()) {
      long sequence = event.entry().sequence();
      if (sequence != expected) {
        found.accept(new Violation.SequenceGap(collection, expected, sequence));
        return false;
      }
      expected++;
    }
    return true;
  }

  /// Each event's own note of the stock. Told at the first that is wrong: those after it follow.
  void notes() {
    for (int position = 1; position <= replay.last(); position++) {
      Event event = replay.event(position);
      if (event.entry().stock() != replay.stock(position)) {
        found.accept(
            new Violation.StockDiffers(
                collection,
                event.entry().sequence(),
                event.entry().stock(),
                replay.stock(position)));
        return;
      }
    }
  }

  /// What the events before an event rule out.
  void events() {
    Set<RestockId> restocked = new HashSet<>();
    Set<BidId> released = new HashSet<>();
    for (int position = 1; position <= replay.last(); position++) {
      Event event = replay.event(position);
      switch (event) {
        case Event.BidAccepted e -> {
          settles(position, e);
          forbid(position > replay.closed(), e, "the collection was closed before");
          forbid(
              !bids.canTake(collection, e.bid(), e.quantity()),
              e,
              "no such bid of so many units was placed on it");
        }
        case Event.BidWithdrawn e -> settlesPlaced(position, e);
        case Event.BidRejected e -> settlesPlaced(position, e);
        case Event.AcceptanceReleased e -> {
          int accepted = replay.story(e.bid()).accepted;
          forbid(accepted > position, e, "the bid was not accepted before");
          forbid(!released.add(e.bid()), e, "the acceptance was released before");
          forbid(
              accepted < position && units(accepted) != e.quantity(),
              e,
              "the acceptance has other units");
        }
        case Event.Restocked e -> {
          forbid(!restocked.add(e.restock()), e, "the restock happened before");
          forbid(
              !bids.canRestock(collection, e.restock(), e.quantity()),
              e,
              "no such restock was asked for");
        }
        case Event.CollectionClosed e ->
            forbid(position > replay.closed(), e, "the collection was closed before");
        case Event.StrategyChanged e -> changesStrategy(replay.assignment(position - 1), e);
      }
    }
  }

  private void changesStrategy(Assignment before, Event.StrategyChanged event) {
    boolean sameStrategy = before.strategy().equals(event.strategy());
    boolean sameMode = before.mode() == event.mode();
    forbid(
        sameStrategy && sameMode && before.reason().equals(event.reason()),
        event,
        "that was its strategy before, for the same reason");
    forbid(
        sameStrategy && sameMode && event.mode() == Assignment.Mode.PINNED,
        event,
        "it was pinned to that before");
    forbid(
        !sameStrategy && !sameMode && event.mode() == Assignment.Mode.AUTO,
        event,
        "it was left to the engine, and switched at once");
  }

  private int units(int position) {
    return Subject.units(replay.event(position));
  }

  private void settlesPlaced(int position, Event.OnBid event) {
    settles(position, event);
    forbid(bids.placed(collection, event.bid()).isEmpty(), event, "no such bid was placed on it");
  }

  /// Two acceptances of one bid have a name of their own and are told elsewhere.
  private void settles(int position, Event.OnBid event) {
    Replay.Story story = replay.story(event.bid());
    boolean twice = event instanceof Event.BidAccepted && story.settled() == story.accepted;
    forbid(position > story.settled() && !twice, event, "the bid was settled before");
  }

  private void forbid(boolean broken, Event event, String because) {
    if (broken) {
      found.accept(new Violation.ForbiddenEvent(collection, event, because));
    }
  }

  /// The row against what the events add up to. A stock that is too low is an undersell.
  void row(Row row) {
    int last = replay.last();
    long stock = replay.stock(last);
    if (row.stock() < stock) {
      found.accept(new Violation.Undersold(collection, stock - row.stock()));
    }
    differs("supply", row.supply(), replay.supply(last));
    differs("stock", row.stock(), stock);
    differs("held", row.held(), 0);
    differs("accepted", row.accepted(), replay.supply(last) - stock);
    differs("version", row.version(), last == 0 ? 0 : replay.event(last).entry().sequence());
    differs("status", row.status(), replay.closed() <= last ? Status.CLOSED : Status.OPEN);
    differs("strategy", row.assignment(), replay.assignment(last));
  }

  private void differs(String column, Object found, Object replayed) {
    String there = String.valueOf(found);
    String due = String.valueOf(replayed);
    if (!there.equals(due)) {
      this.found.accept(new Violation.RowDiffers(collection, column, there, due));
    }
  }
}
