package dev.stockade.engine;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.core.RateLimit;
import dev.stockade.core.StrategyName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What can be changed of collections, and what one reads for that: in transactions of the engine's
/// own, by [Stockade] itself, or in the one transaction of an [Errand].
public sealed interface Edits permits Stockade, JoinedEdits {
  /// How the engine is set up.
  Config config();

  /// See [Stockade#decide(Command)].
  Outcome decide(Command command) throws InterruptedException;

  /// See [Stockade#decide(List, Duration)].
  List<Outcome> decide(List<Command> commands, Duration deadline) throws InterruptedException;

  /// See [Stockade#limit(CollectionId, Optional, Optional)].
  Outcome limit(CollectionId id, Optional<RateLimit> limit, Optional<Revision> expected)
      throws InterruptedException;

  /// See [Stockade#acceptAll].
  AllOrNone acceptAll(CollectionId collection, List<BidId> bids) throws InterruptedException;

  /// See [Stockade#acceptBest].
  List<BidOutcome> acceptBest(CollectionId collection, String currency, int count)
      throws InterruptedException;

  /// What there is. Within an [Errand], as it has edited it.
  Reads read();

  /// See [Stockade#strategy].
  Optional<StrategyName> strategy(CollectionId id);
}
