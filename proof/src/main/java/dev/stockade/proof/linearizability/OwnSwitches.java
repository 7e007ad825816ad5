package dev.stockade.proof.linearizability;

import dev.stockade.core.Assignment;
import dev.stockade.core.Choice;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an engine switches by itself, where the strategy of a collection is left to it. Nobody
/// called for it, so it may have happened at any time.
final class OwnSwitches {
  private OwnSwitches() {}

  /// The calls, and one for each switch in the log that none of them was told to have made.
  static List<Call> with(List<Call> calls, Ending ending) {
    Set<Long> told = new HashSet<>();
    for (Call call : calls) {
      if (call.outcome() instanceof Decision.StrategyChanged changed) {
        told.add(changed.entry().sequence());
      }
    }
    var all = new ArrayList<>(calls);
    for (Event event : ending.log()) {
      if (event instanceof Event.StrategyChanged changed
          && changed.mode() == Assignment.Mode.AUTO
          && !told.contains(changed.entry().sequence())) {
        all.add(call(ending, changed));
      }
    }
    return all;
  }

  private static Call call(Ending ending, Event.StrategyChanged event) {
    var choice = new Choice.Switch(event.strategy(), Duration.ZERO);
    return new Call(
        0,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        new Command.SetStrategy(ending.row().id(), choice, event.reason()),
        new Decision.StrategyChanged(event.strategy(), event.mode(), event.entry(), false));
  }
}
