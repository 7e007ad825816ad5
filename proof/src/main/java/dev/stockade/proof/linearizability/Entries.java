package dev.stockade.proof.linearizability;

import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import java.util.function.UnaryOperator;

/// The entries inside decisions.
final class Entries {
  private Entries() {}

  /// The decision with its entry changed, if it has one.
  static Decision change(Decision decision, UnaryOperator<Entry> change) {
    return switch (decision) {
      case Decision.Accepted d ->
          new Decision.Accepted(d.bid(), d.quantity(), change.apply(d.entry()), d.repeated());
      case Decision.Withdrawn d ->
          new Decision.Withdrawn(d.bid(), change.apply(d.entry()), d.repeated());
      case Decision.Rejected d ->
          new Decision.Rejected(d.bid(), change.apply(d.entry()), d.repeated());
      case Decision.Released d ->
          new Decision.Released(d.bid(), d.quantity(), change.apply(d.entry()), d.repeated());
      case Decision.Restocked d ->
          new Decision.Restocked(d.restock(), d.quantity(), change.apply(d.entry()), d.repeated());
      case Decision.CollectionClosed d ->
          new Decision.CollectionClosed(change.apply(d.entry()), d.repeated());
      case Decision.StrategyChanged d ->
          new Decision.StrategyChanged(
              d.strategy(), d.mode(), change.apply(d.entry()), d.repeated());
      case Decision.BidWithdrawn d -> new Decision.BidWithdrawn(change.apply(d.entry()));
      case Decision.BidRejected d -> new Decision.BidRejected(change.apply(d.entry()));
      case Decision.BidAccepted d -> new Decision.BidAccepted(change.apply(d.entry()));
      case Decision.BidReleased d -> new Decision.BidReleased(change.apply(d.entry()));
      case Decision.Opened d -> d;
      case Decision.Placed d -> d;
      case Decision.Unchanged d -> d;
      case Decision.UnknownCollection d -> d;
      case Decision.UnknownBid d -> d;
      case Decision.IdInUse d -> d;
      case Decision.Moved d -> d;
      case Decision.NotAccepted d -> d;
      case Decision.Closed d -> d;
      case Decision.SoldOut d -> d;
      case Decision.NotEnoughStock d -> d;
      case Decision.SupplyExceeded d -> d;
    };
  }

  /// The decision without its time, to be compared with one that knows no clock.
  static Decision timeless(Decision decision) {
    return change(decision, entry -> new Entry(entry.sequence(), Pool.NO_TIME, entry.stock()));
  }

  /// What is answered to whoever asks again for what this decision wrote.
  static Decision repeated(Decision decision) {
    return switch (decision) {
      case Decision.Accepted d -> new Decision.Accepted(d.bid(), d.quantity(), d.entry(), true);
      case Decision.Withdrawn d -> new Decision.Withdrawn(d.bid(), d.entry(), true);
      case Decision.Rejected d -> new Decision.Rejected(d.bid(), d.entry(), true);
      case Decision.Released d -> new Decision.Released(d.bid(), d.quantity(), d.entry(), true);
      case Decision.Restocked d ->
          new Decision.Restocked(d.restock(), d.quantity(), d.entry(), true);
      case Decision.CollectionClosed _, Decision.StrategyChanged _ -> new Decision.Unchanged();
      case Decision.Refused d -> d;
      case Decision.Opened d -> d;
      case Decision.Placed d -> d;
      case Decision.Unchanged d -> d;
    };
  }
}
