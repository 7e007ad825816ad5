package dev.stockade.proof.checker;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Changes one thing in one call of a history, at random: mostly so that it becomes a lie.
final class Mutation {
  private Mutation() {}

  static History of(History history, RandomGenerator random) {
    var calls = new ArrayList<>(history.calls());
    int at = random.nextInt(calls.size());
    Call call = calls.get(at);
    Event some =
        history
            .endings()
            .getFirst()
            .log()
            .get(random.nextInt(history.endings().getFirst().log().size()));
    calls.set(
        at, random.nextInt(3) == 0 ? moved(call, random) : told(call, outcome(call, some, random)));
    return with(history, calls);
  }

  static History with(History history, List<Call> calls) {
    return new History(
        history.brokenConnections(), history.openings(), history.bids(), calls, history.endings());
  }

  static History with(History history, Ending ending) {
    return new History(
        history.brokenConnections(),
        history.openings(),
        history.bids(),
        history.calls(),
        List.of(ending));
  }

  static Call told(Call call, Outcome outcome) {
    return new Call(call.caller(), call.start(), call.end(), call.command(), outcome);
  }

  private static Call moved(Call call, RandomGenerator random) {
    long by = random.nextLong(-2000, 2000);
    return new Call(
        call.caller(), call.start() + by, call.end() + by, call.command(), call.outcome());
  }

  private static Outcome outcome(Call call, Event some, RandomGenerator random) {
    Entry entry = some.entry();
    return switch (random.nextInt(15)) {
      case 0 -> new Deferred.Busy(Duration.ofMillis(1));
      case 1 -> new InDoubt();
      case 2 -> new Decision.SoldOut();
      case 3 -> new Decision.NotEnoughStock(quantity(call), 1 + random.nextInt(3));
      case 4 -> new Decision.Closed();
      case 5 -> new Decision.UnknownBid();
      case 6 -> new Decision.NotAccepted();
      case 7 -> new Decision.BidAccepted(entry);
      case 8 -> new Decision.BidWithdrawn(entry);
      case 9 -> new Decision.IdInUse();
      case 10 -> new Decision.Unchanged();
      case 11 -> new Decision.BidReleased(entry);
      case 12 -> new Decision.Moved(random.nextInt(8));
      default -> repeated(call.outcome());
    };
  }

  private static int quantity(Call call) {
    return call.command() instanceof Command.PlaceAndAccept c ? c.offer().quantity() : 2;
  }

  /// The same decision with the opposite word on whether it is new.
  static Outcome repeated(Outcome outcome) {
    return switch (outcome) {
      case Decision.Accepted d ->
          new Decision.Accepted(d.bid(), d.quantity(), d.entry(), !d.repeated());
      case Decision.Withdrawn d -> new Decision.Withdrawn(d.bid(), d.entry(), !d.repeated());
      case Decision.Rejected d -> new Decision.Rejected(d.bid(), d.entry(), !d.repeated());
      case Decision.Released d ->
          new Decision.Released(d.bid(), d.quantity(), d.entry(), !d.repeated());
      case Decision.Restocked d ->
          new Decision.Restocked(d.restock(), d.quantity(), d.entry(), !d.repeated());
      case Decision _, Deferred _, InDoubt _ -> outcome;
    };
  }
}
