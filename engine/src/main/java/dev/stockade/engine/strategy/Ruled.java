package dev.stockade.engine.strategy;

import dev.stockade.core.Decision;

/// What one sitting makes of one command.
///
/// @param position of the command in the caller's list
/// @param before the version that the decision stands on, 0 where there is no such collection
/// @param after the version once the sitting is committed
record Ruled(int position, Decision decision, long before, long after) {
  /// True where the decision hangs on the commit of this sitting: its event, or the event that it
  /// repeats, is written by it.
  boolean hangsOnCommit() {
    return decision instanceof Decision.Done done && done.entry().sequence() > before;
  }
}
