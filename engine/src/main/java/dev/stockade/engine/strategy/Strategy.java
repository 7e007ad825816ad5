package dev.stockade.engine.strategy;

import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import java.util.List;

/// One way to keep simultaneous decisions apart. All of them decide by the same rules and write by
/// the same append, so that different ones may work on one collection at the same moment.
public interface Strategy {
  /// Decides the commands, on one collection or on many.
  ///
  /// @return an outcome for each command, in their order
  List<Outcome> decide(List<Command> commands, Deadline deadline) throws InterruptedException;
}
