package dev.stockade.proof.linearizability;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.core.Expected;
import dev.stockade.core.Fate;
import dev.stockade.core.Quantity;
import dev.stockade.core.RestockId;
import dev.stockade.core.Standing;
import dev.stockade.core.StrategyName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One collection as the promises describe it, for one caller at a time. Immutable.
///
/// Entries carry no time: whoever compares an answer with one of these takes the time out first.
///
/// @param bids those that were placed in the tenant, on this collection or another
record Pool(
    CollectionId id,
    int supply,
    int stock,
    long version,
    boolean closed,
    StrategyName strategy,
    Assignment.Mode mode,
    Map<BidId, Standing> bids,
    Map<RestockId, Decision.Restocked> restocks) {

  /// The time of every entry here.
  static final Instant NO_TIME = Instant.EPOCH;

  /// An answer, and the pool after it.
  record Step(Decision answer, Pool next) {}

  Pool {
    bids = Map.copyOf(bids);
    restocks = Map.copyOf(restocks);
  }

  /// Cheap, for the search asks often; pools of the same version and stock are mostly equal.
  @Override
  public int hashCode() {
    return 31 * Long.hashCode(version) + stock;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Pool pool
            && version == pool.version
            && stock == pool.stock
            && supply == pool.supply
            && closed == pool.closed
            && strategy.equals(pool.strategy)
            && mode == pool.mode
            && id.equals(pool.id)
            && restocks.equals(pool.restocks)
            && bids.equals(pool.bids));
  }

  static Pool opened(CollectionState opening, Map<BidId, Standing> bids) {
    return new Pool(
        opening.id(),
        opening.supply(),
        opening.stock(),
        0,
        false,
        opening.strategy(),
        opening.assignment().mode(),
        bids,
        Map.of());
  }

  /// What the one right answer to the command is, and what stands after it.
  Step answer(Command command) {
    return switch (command) {
      case Command.Accept c -> on(c, this::accept);
      case Command.PlaceAndAccept c -> place(c.offer());
      case Command.Withdraw c -> on(c, this::withdraw);
      case Command.Reject c -> on(c, this::reject);
      case Command.Release c -> on(c, this::release);
      case Command.Restock c -> restock(c);
      case Command.Close c -> close(c);
      case Command.SetStrategy c -> setStrategy(c);
    };
  }

  private Step on(Command.OnBid command, Function<Standing, Step> act) {
    Standing standing = bids.get(command.bid());
    return standing != null && standing.bid().collection().equals(id)
        ? act.apply(standing)
        : refuse(new Decision.UnknownBid());
  }

  private Step place(Bid offer) {
    Standing there = bids.get(offer.id());
    if (there == null) {
      return accept(new Standing(offer, new Fate.Open()));
    }
    return there.bid().equals(offer) ? accept(there) : refuse(new Decision.IdInUse());
  }

  private Step accept(Standing standing) {
    Bid bid = standing.bid();
    return switch (standing.fate()) {
      case Fate.Withdrawn f -> refuse(new Decision.BidWithdrawn(f.withdrawal()));
      case Fate.Rejected f -> refuse(new Decision.BidRejected(f.rejection()));
      case Fate.Accepted f ->
          refuse(new Decision.Accepted(bid.id(), bid.quantity(), f.acceptance(), true));
      case Fate.Released f ->
          refuse(new Decision.Accepted(bid.id(), bid.quantity(), f.acceptance(), true));
      case Fate.Open _ -> {
        if (closed) {
          yield refuse(new Decision.Closed());
        }
        if (stock == 0) {
          yield refuse(new Decision.SoldOut());
        }
        if (stock < bid.quantity()) {
          yield refuse(new Decision.NotEnoughStock(bid.quantity(), stock));
        }
        Entry entry = next(-bid.quantity());
        yield new Step(
            new Decision.Accepted(bid.id(), bid.quantity(), entry, false),
            moved(0, -bid.quantity()).with(bid, new Fate.Accepted(entry)));
      }
    };
  }

  private Step withdraw(Standing standing) {
    Bid bid = standing.bid();
    return switch (standing.fate()) {
      case Fate.Withdrawn f -> refuse(new Decision.Withdrawn(bid.id(), f.withdrawal(), true));
      case Fate.Rejected f -> refuse(new Decision.BidRejected(f.rejection()));
      case Fate.Accepted f -> refuse(new Decision.BidAccepted(f.acceptance()));
      case Fate.Released f -> refuse(new Decision.BidReleased(f.release()));
      case Fate.Open _ ->
          new Step(
              new Decision.Withdrawn(bid.id(), next(0), false),
              moved(0, 0).with(bid, new Fate.Withdrawn(next(0))));
    };
  }

  private Step reject(Standing standing) {
    Bid bid = standing.bid();
    return switch (standing.fate()) {
      case Fate.Withdrawn f -> refuse(new Decision.BidWithdrawn(f.withdrawal()));
      case Fate.Rejected f -> refuse(new Decision.Rejected(bid.id(), f.rejection(), true));
      case Fate.Accepted f -> refuse(new Decision.BidAccepted(f.acceptance()));
      case Fate.Released f -> refuse(new Decision.BidReleased(f.release()));
      case Fate.Open _ ->
          new Step(
              new Decision.Rejected(bid.id(), next(0), false),
              moved(0, 0).with(bid, new Fate.Rejected(next(0))));
    };
  }

  private Step release(Standing standing) {
    Bid bid = standing.bid();
    return switch (standing.fate()) {
      case Fate.Withdrawn f -> refuse(new Decision.BidWithdrawn(f.withdrawal()));
      case Fate.Rejected f -> refuse(new Decision.BidRejected(f.rejection()));
      case Fate.Open _ -> refuse(new Decision.NotAccepted());
      case Fate.Released f ->
          refuse(new Decision.Released(bid.id(), bid.quantity(), f.release(), true));
      case Fate.Accepted f -> {
        Entry entry = next(bid.quantity());
        yield new Step(
            new Decision.Released(bid.id(), bid.quantity(), entry, false),
            moved(0, bid.quantity()).with(bid, new Fate.Released(f.acceptance(), entry)));
      }
    };
  }

  private Step restock(Command.Restock command) {
    Decision.Restocked past = restocks.get(command.id());
    if (past != null) {
      return past.quantity() == command.quantity()
          ? refuse(new Decision.Restocked(past.restock(), past.quantity(), past.entry(), true))
          : refuse(new Decision.IdInUse());
    }
    if (isElsewhere(command)) {
      return refuse(new Decision.Moved(version));
    }
    if (closed) {
      return refuse(new Decision.Closed());
    }
    if (supply > Quantity.MAX - command.quantity()) {
      return refuse(new Decision.SupplyExceeded());
    }
    int quantity = command.quantity();
    var done = new Decision.Restocked(command.id(), quantity, next(quantity), false);
    return new Step(done, moved(quantity, quantity).with(done));
  }

  private boolean isElsewhere(Command.OnCollection command) {
    return switch (command.expected()) {
      case Expected.Any _ -> false;
      case Expected.Version wanted -> wanted.version() != version;
    };
  }

  private Step close(Command.Close command) {
    if (closed) {
      return refuse(new Decision.Unchanged());
    }
    return isElsewhere(command)
        ? refuse(new Decision.Moved(version))
        : new Step(new Decision.CollectionClosed(next(0), false), moved(0, 0).shut());
  }

  /// Whether an engine's own switch comes too early is a matter of time, of which nothing is known
  /// here.
  private Step setStrategy(Command.SetStrategy command) {
    return switch (command.choice()) {
      case Choice.Pinned c ->
          mode == Assignment.Mode.PINNED && c.strategy().equals(strategy)
              ? refuse(new Decision.Unchanged())
              : assign(command, c.strategy(), Assignment.Mode.PINNED);
      case Choice.Auto _ ->
          mode == Assignment.Mode.AUTO
              ? refuse(new Decision.Unchanged())
              : assign(command, strategy, Assignment.Mode.AUTO);
      case Choice.Switch c ->
          mode == Assignment.Mode.PINNED
              ? refuse(new Decision.Unchanged())
              : assign(command, c.strategy(), Assignment.Mode.AUTO);
    };
  }

  private Step assign(Command.SetStrategy command, StrategyName other, Assignment.Mode by) {
    if (isElsewhere(command)) {
      return refuse(new Decision.Moved(version));
    }
    return new Step(
        new Decision.StrategyChanged(other, by, next(0), false), moved(0, 0).by(other, by));
  }

  private Step refuse(Decision decision) {
    return new Step(decision, this);
  }

  private Entry next(int units) {
    return new Entry(version + 1, NO_TIME, stock + units);
  }

  private Pool moved(int supplied, int units) {
    return new Pool(
        id, supply + supplied, stock + units, version + 1, closed, strategy, mode, bids, restocks);
  }

  private Pool with(Bid bid, Fate fate) {
    var changed = new HashMap<>(bids);
    changed.put(bid.id(), new Standing(bid, fate));
    return new Pool(id, supply, stock, version, closed, strategy, mode, changed, restocks);
  }

  private Pool with(Decision.Restocked done) {
    var changed = new HashMap<>(restocks);
    changed.put(done.restock(), done);
    return new Pool(id, supply, stock, version, closed, strategy, mode, bids, changed);
  }

  private Pool shut() {
    return new Pool(id, supply, stock, version, true, strategy, mode, bids, restocks);
  }

  private Pool by(StrategyName other, Assignment.Mode who) {
    return new Pool(id, supply, stock, version, closed, other, who, bids, restocks);
  }
}
