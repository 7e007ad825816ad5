package dev.stockade.engine;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Accepts the best open bids of a collection: reads which those are, has them decided as any list
/// is, and goes on with the next best in place of those that others had settled meanwhile.
///
/// Confined to one call.
final class BestBids {
  private final Edits engine;
  private final CollectionId collection;
  private final Deadline deadline;
  private final List<BidOutcome> outcomes = new ArrayList<>();
  private BidList list;
  private int overtaken;
  private boolean over;

  BestBids(Edits engine, CollectionId collection, String currency) {
    this.engine = engine;
    this.collection = collection;
    this.deadline = Deadline.in(engine.config().time(Setting.DEADLINE), System::nanoTime);
    this.list =
        new BidList(new BidOrder.ByPrice(currency), Optional.of(BidStatus.OPEN), BidPosition.FIRST);
  }

  List<BidOutcome> accept(int count) throws InterruptedException {
    accept(candidates(count));
    int most = engine.config().get(Setting.CONFLICTS);
    while (!over && overtaken < most && outcomes.size() < count && !deadline.passed()) {
      goOn(count - outcomes.size());
    }
    return outcomes;
  }

  /// Whatever happens now, the caller must hear what was done before.
  private void goOn(int count) {
    try {
      accept(candidates(count));
    } catch (DatabaseException e) {
      over = true;
    } catch (InterruptedException e) {
      over = true;
      Thread.currentThread().interrupt();
    }
  }

  private List<PlacedBid> candidates(int count) throws InterruptedException {
    int page = Math.min(count, engine.config().get(Setting.PAGE));
    List<PlacedBid> candidates = engine.read().bids(collection, list, page);
    if (candidates.isEmpty()) {
      over = true;
    } else {
      list = list.after(BidPosition.of(candidates.getLast()));
    }
    return candidates;
  }

  private void accept(List<PlacedBid> candidates) throws InterruptedException {
    if (candidates.isEmpty()) {
      return;
    }
    List<Command> commands =
        candidates.stream()
            .<Command>map(it -> new Command.Accept(collection, it.standing().bid().id()))
            .toList();
    List<Outcome> decided = decide(commands);
    if (decided.stream().anyMatch(BestBids::isOvertaken)) {
      overtaken++;
    }
    for (int i = 0; i < decided.size(); i++) {
      if (!isOvertaken(decided.get(i))) {
        outcomes.add(new BidOutcome(candidates.get(i).standing().bid().id(), decided.get(i)));
        over |= isLast(decided.get(i));
      }
    }
  }

  /// Of a list that fails as a whole, parts may have been written.
  private List<Outcome> decide(List<Command> commands) throws InterruptedException {
    if (deadline.passed()) {
      over = true;
      return List.of();
    }
    try {
      return engine.decide(commands, deadline.left());
    } catch (DatabaseException e) {
      return Collections.nCopies(commands.size(), new InDoubt());
    }
  }

  /// Somebody else settled the bid after it was read.
  private static boolean isOvertaken(Outcome outcome) {
    return outcome instanceof Decision.BidWithdrawn
        || outcome instanceof Decision.BidRejected
        || (outcome instanceof Decision.Accepted accepted && accepted.repeated());
  }

  /// Going on would come to the same.
  private static boolean isLast(Outcome outcome) {
    return outcome instanceof Deferred
        || outcome instanceof InDoubt
        || outcome instanceof Decision.SoldOut
        || outcome instanceof Decision.Closed
        || outcome instanceof Decision.UnknownCollection;
  }
}
