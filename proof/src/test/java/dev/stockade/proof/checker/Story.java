package dev.stockade.proof.checker;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.PlacedBid;
import dev.stockade.proof.history.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A history written by hand, about one collection whose log and row are kept by the one who
/// writes.
final class Story {
  static final CollectionId COLLECTION = CollectionId.of(new UUID(0, 1));
  static final StrategyName STRATEGY = new StrategyName("row-lock");

  private final int supply;
  private final List<PlacedBid> bids = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Event> log = new ArrayList<>();
  private boolean brokenConnections;

  Story(int supply) {
    this.supply = supply;
  }

  Story withBrokenConnections() {
    brokenConnections = true;
    return this;
  }

  /// A bid that was placed before everything.
  BidId bid(int number, int quantity) {
    Bid bid = offer(number, quantity);
    bids.add(new PlacedBid(bid, 0));
    return bid.id();
  }

  static Bid offer(int number, int quantity) {
    return new Bid(
        new BidId(new UUID(1, number)), COLLECTION, "ann", quantity, new Price(1, "EUR"));
  }

  static Entry entry(long sequence, int stock) {
    return new Entry(sequence, Instant.EPOCH.plusSeconds(sequence), stock);
  }

  static Decision.Accepted accepted(BidId bid, int quantity, long sequence, int stock) {
    return new Decision.Accepted(bid, quantity, entry(sequence, stock), false);
  }

  static Decision.Released released(BidId bid) {
    return new Decision.Released(bid, 1, entry(2, 1), false);
  }

  static Decision.Accepted acceptedBefore(BidId bid, int quantity, long sequence, int stock) {
    return new Decision.Accepted(bid, quantity, entry(sequence, stock), true);
  }

  Story call(long start, long end, Command command, Outcome outcome) {
    calls.add(new Call(calls.size(), start, end, command, outcome));
    return this;
  }

  Story accept(long start, long end, BidId bid, Outcome outcome) {
    return call(start, end, new Command.Accept(COLLECTION, bid), outcome);
  }

  Story logged(Event event) {
    log.add(event);
    return this;
  }

  Story loggedAccepted(BidId bid, int quantity, long sequence, int stock) {
    return logged(new Event.BidAccepted(entry(sequence, stock), bid, quantity));
  }

  /// A unit that the bid had been given is released again, which is told at this moment.
  Story released(BidId bid, long told) {
    accept(10, 20, bid, accepted(bid, 1, 1, 0)).loggedAccepted(bid, 1, 1, 0);
    call(21, told, new Command.Release(COLLECTION, bid), released(bid));
    return logged(new Event.AcceptanceReleased(entry(2, 1), bid, 1));
  }

  /// The names of what is found.
  List<String> verdict() {
    return names(judged());
  }

  static List<String> names(List<Violation> violations) {
    return violations.stream().map(Violation::name).toList();
  }

  /// What the checker says, where the row has what the log adds up to.
  List<Violation> judged() {
    var replay = new Replay(CollectionState.opened(COLLECTION, supply, STRATEGY), log);
    int last = replay.last();
    return judged((int) replay.supply(last), (int) replay.stock(last));
  }

  List<Violation> judged(int endSupply, int endStock) {
    return Checker.check(history(endSupply, endStock));
  }

  History history(int endSupply, int endStock) {
    boolean closed = log.stream().anyMatch(Event.CollectionClosed.class::isInstance);
    long version = log.isEmpty() ? 0 : log.getLast().entry().sequence();
    var row =
        new Row(
            COLLECTION,
            endSupply,
            endStock,
            0,
            endSupply - endStock,
            version,
            closed ? Status.CLOSED : Status.OPEN,
            Assignment.opened(STRATEGY, Assignment.Mode.PINNED));
    return new History(
        brokenConnections,
        List.of(CollectionState.opened(COLLECTION, supply, STRATEGY)),
        bids,
        calls,
        List.of(new Ending(row, log)));
  }
}
