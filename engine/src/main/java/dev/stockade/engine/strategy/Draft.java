package dev.stockade.engine.strategy;

import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What is ruled on a collection while the pass before is written, a few commands at a time, as
/// they are read for. It holds where its turn finds the same commands and the same view. Confined
/// to one thread at a time.
final class Draft {
  private final List<PendingCommand> commands = new ArrayList<>();
  private View view;
  private Ruling ruling;

  Draft(View view, List<PendingCommand> first) {
    this.view = view;
    this.ruling = Rules.decide(view, PendingCommand.commandsOn(view, first));
    commands.addAll(first);
  }

  /// All that was read of the collection.
  View view() {
    return view;
  }

  boolean isAt(long version) {
    return view.state().version() == version;
  }

  /// More was read, of the same version.
  void goOn(View read, List<PendingCommand> next) {
    View after = read.after(ruling);
    ruling = ruling.then(Rules.decide(after, PendingCommand.commandsOn(after, next)));
    view = view.and(read);
    commands.addAll(next);
  }

  /// What is ruled, where these are the commands and this is what they are decided on.
  Optional<Ruling> on(View found, List<PendingCommand> waiting) {
    return found.equals(view) && waiting.equals(commands) ? Optional.of(ruling) : Optional.empty();
  }

  /// Whether all of these were read for, in this order. A bid that nobody looked up is not in the
  /// view, which does not say that there is none.
  boolean covers(List<PendingCommand> waiting) {
    Iterator<PendingCommand> read = commands.iterator();
    for (PendingCommand one : waiting) {
      if (!skipTo(one, read)) {
        return false;
      }
    }
    return true;
  }

  private static boolean skipTo(PendingCommand one, Iterator<PendingCommand> read) {
    while (read.hasNext()) {
      if (read.next() == one) {
        return true;
      }
    }
    return false;
  }
}
