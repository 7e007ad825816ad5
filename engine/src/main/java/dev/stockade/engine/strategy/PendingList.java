package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.Ticket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands on one collection that are to be done all or none, on their way to an outcome. Doubts
/// are resolved as for one command, see [PendingCommand]: all of them were written by the lost
/// transaction, or none.
final class PendingList extends Ticket {
  /// A write whose reply was lost.
  ///
  /// @param expected the version that it stands on
  private record Doubt(List<Decision> lost, long expected) {}

  private final List<Command> commands;
  private @Nullable Doubt doubt;

  /// Written before the outcome is told, and read after it was heard.
  private List<Decision> decisions = List.of();

  PendingList(Caller caller, List<Command> commands) {
    super(caller);
    this.commands = List.copyOf(commands);
  }

  List<Command> commands() {
    return commands;
  }

  CollectionId collection() {
    return commands.getFirst().collection();
  }

  /// What was decided on each, once that is told.
  List<Decision> decisions() {
    return decisions;
  }

  static boolean areDone(List<Decision> decisions) {
    return decisions.stream().allMatch(Decision.Done.class::isInstance);
  }

  @Override
  public int weight() {
    return commands.size();
  }

  /// The ruling is committed, or there was nothing to commit.
  ///
  /// @param after the version of the collection now
  void decided(List<Decision> found, long after) {
    if (doubt == null) {
      tell(found);
    } else if (areDone(found)) {
      tell(asOf(doubt.lost(), found));
    } else if (after > doubt.expected()) {
      tell(found);
    }
  }

  /// What the lost transaction did is told as it would have been told at once.
  private static List<Decision> asOf(List<Decision> lost, List<Decision> found) {
    var told = new ArrayList<Decision>();
    for (int i = 0; i < found.size(); i++) {
      boolean same =
          lost.get(i) instanceof Decision.Done then
              && found.get(i) instanceof Decision.Done now
              && then.entry().equals(now.entry());
      told.add(same ? lost.get(i) : found.get(i));
    }
    return told;
  }

  private void tell(List<Decision> told) {
    decisions = List.copyOf(told);
    answer(told.getLast());
  }

  /// It is not known whether the ruling was committed.
  ///
  /// @param expected the version that the transaction stood on
  void lost(List<Decision> decided, long expected) {
    boolean written =
        decided.stream()
            .anyMatch(it -> it instanceof Decision.Done d && d.entry().sequence() > expected);
    if (areDone(decided) && written) {
      doubt = new Doubt(decided, expected);
      doubt();
    }
  }
}
