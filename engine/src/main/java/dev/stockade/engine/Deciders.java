package dev.stockade.engine;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Deferred;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.limit.Admission;
import dev.stockade.engine.strategy.Assignments;
import dev.stockade.engine.strategy.Joined;
import dev.stockade.engine.strategy.Together;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Who decides: in transactions of the engine's own, and in those of its callers.
///
/// @param assignments on which terms the strategy decides
/// @param end gives back what they hold, once no call is under way
record Deciders(
    Admission strategy,
    Together together,
    Assignments assignments,
    Joined joined,
    Errands errands,
    Optional<DeadLetterBox> deadLetters,
    Runnable end) {

  /// Accepts bids all or none, where the collection's rate limit lets them in.
  AllOrNone acceptAll(CollectionId collection, List<BidId> bids, Deadline by)
      throws InterruptedException {
    List<Command> commands =
        bids.stream().<Command>map(bid -> new Command.Accept(collection, bid)).toList();
    OptionalInt most = strategy.mostAtOnce(collection, by);
    if (commands.size() > most.orElse(commands.size())) {
      return new AllOrNone.TooMany(most.getAsInt());
    }
    Optional<Deferred> refusal = strategy.admit(collection, commands.size(), by);
    return AllOrNone.of(
        bids, refusal.isPresent() ? List.of(refusal.get()) : together.decide(commands, by));
  }
}
