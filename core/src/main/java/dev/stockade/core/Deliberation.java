package dev.stockade.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of [Rules#decide]: the view, and beside it what has changed while command after command
/// was heard. The view is not copied, as one map may serve the views of many collections. Confined
/// to that call.
final class Deliberation {
  private final View view;
  private final Map<BidId, Standing> changedBids = new HashMap<>();
  private final Map<RestockId, View.PastRestock> newRestocks = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Bid> placed = new ArrayList<>();
  private CollectionState state;

  Deliberation(View view) {
    this.view = view;
    this.state = view.state();
  }

  void hear(Command command) {
    if (!command.collection().equals(state.id())) {
      throw new IllegalArgumentException(
          "a command for another collection, "
              + command.collection()
              + ", cannot be decided on "
              + state.id());
    }
    decisions.add(
        switch (command) {
          case Command.Accept c ->
              standing(c).map(this::accept).orElseGet(Decision.UnknownBid::new);
          case Command.PlaceAndAccept c -> placeAndAccept(c.offer());
          case Command.Withdraw c ->
              standing(c).map(this::withdraw).orElseGet(Decision.UnknownBid::new);
          case Command.Reject c ->
              standing(c).map(this::reject).orElseGet(Decision.UnknownBid::new);
          case Command.Release c ->
              standing(c).map(this::release).orElseGet(Decision.UnknownBid::new);
          case Command.Restock c -> restock(c);
          case Command.Close c -> close(c);
          case Command.SetStrategy c -> setStrategy(c);
        });
  }

  Ruling ruling() {
    return new Ruling(view.state(), decisions, events, placed, state);
  }

  private Optional<Standing> standing(Command.OnBid command) {
    return known(command.bid()).filter(standing -> standing.bid().collection().equals(state.id()));
  }

  private Optional<Standing> known(BidId bid) {
    return Optional.ofNullable(changedBids.getOrDefault(bid, view.bids().get(bid)));
  }

  private Decision accept(Standing standing) {
    Bid bid = standing.bid();
    return switch (standing.fate()) {
      case Fate.Accepted(Entry acceptance) ->
          new Decision.Accepted(bid.id(), bid.quantity(), acceptance, true);
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
        settled(standing, new Event.BidAccepted(entry, bid.id(), bid.quantity()));
        yield new Decision.Accepted(bid.id(), bid.quantity(), entry, false);
      }
    };
  }

  private Decision placeAndAccept(Bid offer) {
    Optional<Standing> known = known(offer.id());
    if (known.isPresent()) {
      return known.get().bid().equals(offer) ? accept(known.get()) : new Decision.IdInUse();
    }
    Decision decision = accept(new Standing(offer, new Fate.Open()));
    if (decision instanceof Decision.Accepted) {
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
        settled(standing, new Event.BidWithdrawn(entry, bid));
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
        settled(standing, new Event.BidRejected(entry, bid));
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
        settled(standing, new Event.AcceptanceReleased(entry, bid.id(), bid.quantity()));
        yield new Decision.Released(bid.id(), bid.quantity(), entry, false);
      }
    };
  }

  private Decision restock(Command.Restock command) {
    View.PastRestock past =
        newRestocks.getOrDefault(command.id(), view.restocks().get(command.id()));
    if (past != null) {
      return past.collection().equals(state.id()) && past.quantity() == command.quantity()
          ? new Decision.Restocked(command.id(), past.quantity(), past.entry(), true)
          : new Decision.IdInUse();
    }
    if (!command.expected().isMetBy(state.version())) {
      return moved();
    }
    if (state.status() == Status.CLOSED) {
      return new Decision.Closed();
    }
    if (command.quantity() > Quantity.MAX - state.supply()) {
      return new Decision.SupplyExceeded();
    }
    Entry entry = next(command.quantity());
    happened(new Event.Restocked(entry, command.id(), command.quantity()));
    newRestocks.put(command.id(), new View.PastRestock(state.id(), command.quantity(), entry));
    return new Decision.Restocked(command.id(), command.quantity(), entry, false);
  }

  private Decision moved() {
    return new Decision.Moved(state.version());
  }

  private Decision close(Command.Close command) {
    if (state.status() == Status.CLOSED) {
      return new Decision.Unchanged();
    }
    if (!command.expected().isMetBy(state.version())) {
      return moved();
    }
    Entry entry = next(0);
    happened(new Event.CollectionClosed(entry));
    return new Decision.CollectionClosed(entry, false);
  }

  private Decision setStrategy(Command.SetStrategy command) {
    Assignment now = state.assignment();
    return switch (command.choice()) {
      case Choice.Pinned(StrategyName strategy) ->
          now.mode() == Assignment.Mode.PINNED && now.strategy().equals(strategy)
              ? new Decision.Unchanged()
              : assign(strategy, Assignment.Mode.PINNED, command);
      case Choice.Auto() ->
          now.mode() == Assignment.Mode.AUTO
              ? new Decision.Unchanged()
              : assign(now.strategy(), Assignment.Mode.AUTO, command);
      case Choice.Switch wanted ->
          maySwitch(now, wanted, command.reason())
              ? assign(wanted.strategy(), Assignment.Mode.AUTO, command)
              : new Decision.Unchanged();
    };
  }

  /// Where the strategy stays but the reason is another, the reason is news.
  private boolean maySwitch(Assignment now, Choice.Switch wanted, String reason) {
    boolean isNews = !now.strategy().equals(wanted.strategy()) || !now.reason().equals(reason);
    return now.mode() == Assignment.Mode.AUTO
        && isNews
        && !view.now().isBefore(now.since().plus(wanted.apart()));
  }

  private Decision assign(
      StrategyName strategy, Assignment.Mode mode, Command.SetStrategy command) {
    if (!command.expected().isMetBy(state.version())) {
      return moved();
    }
    Entry entry = next(0);
    happened(new Event.StrategyChanged(entry, strategy, mode, command.reason()));
    return new Decision.StrategyChanged(strategy, mode, entry, false);
  }

  private Entry next(int units) {
    return new Entry(state.version() + 1, view.now(), state.stock() + units);
  }

  private void settled(Standing was, Event.OnBid event) {
    happened(event);
    changedBids.put(event.bid(), Rules.settle(was, event));
  }

  private void happened(Event event) {
    state = Rules.evolve(state, event);
    events.add(event);
  }
}
