package dev.stockade.engine.strategy;

import dev.stockade.core.Decision;
import dev.stockade.core.Ruling;
import java.util.ArrayList;
import java.util.List;

/// What one pass makes of one command.
///
/// @param position of the command in the caller's list
/// @param before the version that the decision stands on, 0 where there is no such collection
/// @param after the version once the pass is committed
record Ruled(int position, Decision decision, long before, long after) {
  static Ruled unknownCollection(int position) {
    return new Ruled(position, new Decision.UnknownCollection(), 0, 0);
  }

  static List<Ruled> all(List<Integer> positions, Ruling ruling) {
    var all = new ArrayList<Ruled>();
    for (int i = 0; i < positions.size(); i++) {
      Decision decision = ruling.decisions().get(i);
      all.add(
          new Ruled(
              positions.get(i), decision, ruling.before().version(), ruling.after().version()));
    }
    return all;
  }

  /// True where the decision hangs on the commit of this pass: its event, or the event that it
  /// repeats, is written by it.
  boolean hangsOnCommit() {
    return decision instanceof Decision.Done done && done.entry().sequence() > before;
  }
}
