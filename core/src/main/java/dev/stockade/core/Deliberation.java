package dev.stockade.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of [Rules#decide]: the view as it changes while command after command is heard. Confined to that call.
final class Deliberation {
  private final View view;
  private final Map<BidId, Standing> bids;
  private final Map<RestockId, View.PastRestock> restocks;
  private final List<Decision> decisions = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Bid> placed = new ArrayList<>();
  private CollectionState state;

  Deliberation(View view) {
    this.view = view;
    this.state = view.state();
    this.bids = new HashMap<>(view.bids());
    this.restocks = new HashMap<>(view.restocks());
  }

  void hear(Command command) {
    if (!command.collection().equals(state.id())) {
      throw new IllegalArgumentException(
          "a command for collection " + command.collection() + " cannot be decided on " + state.id());
    }
    decisions.add(
        switch (command) {
          case Command.Accept c -> standing(c).map(this::accept).orElseGet(Decision.UnknownBid::new);
          case Command.PlaceAndAccept c -> placeAndAccept(c.offer());
          case Command.Withdraw c -> standing(c).map(this::withdraw).orElseGet(Decision.UnknownBid::new);
          case Command.Reject c -> standing(c).map(this::reject).orElseGet(Decision.UnknownBid::new);
          case Command.Release c -> standing(c).map(this::release).orElseGet(Decision.UnknownBid::new);
          case Command.Restock c -> restock(c);
          case Command.Close c -> close();
          case Command.SetStrategy c -> setStrategy(c);
        });
  }

  Ruling ruling() {
    return new Ruling(view.state(), decisions, events, placed, state);
  }

  private Optional<Standing> standing(Command.OnBid command) {
    return Optional.ofNullable(bids.get(command.bid())).filter(s -> s.bid().collection().equals(state.id()));
  }

  private Decision accept(Standing standing) {
    Bid bid = standing.bid();
    return switch (standing.fate()) {
      case Fate.Accepted(Entry acceptance) -> new Decision.Accepted(bid.id(), bid.quantity(), acceptance, true);
      case Fate.Released(Entry acceptance, Entry release) ->
          new Decision.Accepted(bid.id(), bid.quantity(), acceptance, true);
      case Fate.Withdrawn(Entry withdrawal) -> new Decision.BidWithdrawn(withdrawal);
      case Fate.Rejected(Entry rejection) -> new Decision.BidRejected(rejection);
      case Fate.Open() -> {
        if (state.status() == Status.CLOSED) {
          yield new Decision.Closed();
        }
        if (state.stock() == 0) {
          yield new Decision.SoldOut();
        }
        if (state.stock() < bid.quantity()) {
          yield new Decision.NotEnoughStock(bid.quantity(), state.stock());
        }
        Entry entry = next(-bid.quantity());
        settled(new Event.BidAccepted(entry, bid.id(), bid.quantity()));
        yield new Decision.Accepted(bid.id(), bid.quantity(), entry, false);
      }
    };
  }

  private Decision placeAndAccept(Bid offer) {
    Standing known = bids.get(offer.id());
    if (known != null && !known.bid().equals(offer)) {
      return new Decision.IdInUse();
    }
    if (known != null) {
      return accept(known);
    }
    var standing = new Standing(offer, new Fate.Open());
    bids.put(offer.id(), standing);
    Decision decision = accept(standing);
    if (decision instanceof Decision.Refused) {
      bids.remove(offer.id());
    } else {
      placed.add(offer);
    }
    return decision;
  }

  private Decision withdraw(Standing standing) {
    BidId bid = standing.bid().id();
    return switch (standing.fate()) {
      case Fate.Withdrawn(Entry withdrawal) -> new Decision.Withdrawn(bid, withdrawal, true);
      case Fate.Rejected(Entry rejection) -> new Decision.BidRejected(rejection);
      case Fate.Accepted(Entry acceptance) -> new Decision.BidAccepted(acceptance);
      case Fate.Released(Entry acceptance, Entry release) -> new Decision.BidReleased(release);
      case Fate.Open() -> {
        Entry entry = next(0);
        settled(new Event.BidWithdrawn(entry, bid));
        yield new Decision.Withdrawn(bid, entry, false);
      }
    };
  }

  private Decision reject(Standing standing) {
    BidId bid = standing.bid().id();
    return switch (standing.fate()) {
      case Fate.Rejected(Entry rejection) -> new Decision.Rejected(bid, rejection, true);
      case Fate.Withdrawn(Entry withdrawal) -> new Decision.BidWithdrawn(withdrawal);
      case Fate.Accepted(Entry acceptance) -> new Decision.BidAccepted(acceptance);
      case Fate.Released(Entry acceptance, Entry release) -> new Decision.BidReleased(release);
      case Fate.Open() -> {
        Entry entry = next(0);
        settled(new Event.BidRejected(entry, bid));
        yield new Decision.Rejected(bid, entry, false);
      }
    };
  }

  private Decision release(Standing standing) {
    Bid bid = standing.bid();
    return switch (standing.fate()) {
      case Fate.Released(Entry acceptance, Entry release) ->
          new Decision.Released(bid.id(), bid.quantity(), release, true);
      case Fate.Withdrawn(Entry withdrawal) -> new Decision.BidWithdrawn(withdrawal);
      case Fate.Rejected(Entry rejection) -> new Decision.BidRejected(rejection);
      case Fate.Open() -> new Decision.NotAccepted();
      case Fate.Accepted(Entry acceptance) -> {
        Entry entry = next(bid.quantity());
        settled(new Event.AcceptanceReleased(entry, bid.id(), bid.quantity()));
        yield new Decision.Released(bid.id(), bid.quantity(), entry, false);
      }
    };
  }

  private Decision restock(Command.Restock command) {
    View.PastRestock past = restocks.get(command.id());
    if (past != null) {
      return past.collection().equals(state.id()) && past.quantity() == command.quantity()
          ? new Decision.Restocked(command.id(), past.quantity(), past.entry(), true)
          : new Decision.IdInUse();
    }
    if (state.status() == Status.CLOSED) {
      return new Decision.Closed();
    }
    if (command.quantity() > Quantity.MAX - state.supply()) {
      return new Decision.SupplyExceeded();
    }
    Entry entry = next(command.quantity());
    happened(new Event.Restocked(entry, command.id(), command.quantity()));
    restocks.put(command.id(), new View.PastRestock(state.id(), command.quantity(), entry));
    return new Decision.Restocked(command.id(), command.quantity(), entry, false);
  }

  private Decision close() {
    if (state.status() == Status.CLOSED) {
      return new Decision.Unchanged();
    }
    Entry entry = next(0);
    happened(new Event.CollectionClosed(entry));
    return new Decision.CollectionClosed(entry, false);
  }

  private Decision setStrategy(Command.SetStrategy command) {
    if (state.strategy().equals(command.strategy())) {
      return new Decision.Unchanged();
    }
    Entry entry = next(0);
    happened(new Event.StrategyChanged(entry, command.strategy(), command.reason()));
    return new Decision.StrategyChanged(command.strategy(), entry, false);
  }

  private Entry next(int units) {
    return new Entry(state.version() + 1, view.now(), state.stock() + units);
  }

  private void settled(Event.OnBid event) {
    happened(event);
    bids.computeIfPresent(event.bid(), (id, was) -> Rules.settle(was, event));
  }

  private void happened(Event event) {
    state = Rules.evolve(state, event);
    events.add(event);
  }
}
