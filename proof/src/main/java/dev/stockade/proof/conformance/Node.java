package dev.stockade.proof.conformance;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Event;
import dev.stockade.core.Outcome;
import java.time.Duration;
import java.util.List;

/// One engine on a database, as the suite sees it. Thread-safe. Several nodes may stand on one
/// database at once.
public interface Node extends AutoCloseable {
  /// Opens a collection that is decided by the strategy under test.
  Outcome open(CollectionId id, int supply);

  Outcome place(Bid bid);

  /// Decides a list in one call.
  ///
  /// @param deadline how long the call may take
  /// @return one outcome for each command, in their order
  /// @throws InterruptedException where the caller was interrupted and nothing was written
  List<Outcome> decide(List<Command> commands, Duration deadline) throws InterruptedException;

  /// The state of a collection that exists.
  CollectionState read(CollectionId id);

  /// All events of a collection, in the order of their sequences.
  List<Event> events(CollectionId id);

  /// Gives back what the node holds; callers that wait are answered.
  @Override
  void close();
}
