package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.Ticket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands on one collection that are to be done all or none, on their way to an outcome. Doubts
/// are resolved as for one command, see [PendingCommand]: all of them were written by the lost
/// transaction, or none.
final class PendingList extends Ticket {
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
      tell(doubt.asTold(found));
    } else if (after > doubt.expected()) {
      tell(found);
    }
  }

  private void tell(List<Decision> told) {
    decisions = List.copyOf(told);
    answer(told.getLast());
  }

  /// It is not known whether the ruling was committed.
  ///
  /// @param expected the version that the transaction stood on
  void lost(List<Decision> decided, long expected) {
    if (areDone(decided)) {
      Doubt.of(doubt, decided, expected).ifPresent(this::doubt);
    }
  }

  private void doubt(Doubt now) {
    doubt = now;
    doubt();
  }
}
