package dev.stockade.engine.strategy;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.GroupCommit;
import dev.stockade.engine.groupcommit.Groups;
import dev.stockade.engine.ledger.Tables;
import java.util.Collections;
import java.util.List;

/// Does lists of commands all or none, under the lock on the collection's row and by the one
/// append: by whichever strategy others decide on that collection meanwhile, they see all of a list
/// or nothing of it.
///
/// Thread-safe.
public final class Together {
  private final GroupCommit<PendingList> group;

  public Together(Groups groups, Tables tables, Guard guard) {
    group =
        groups.of(
            (transaction, batch, patience) ->
                ListPass.over(batch, tables.ledger(transaction, patience), guard),
            PendingList::collection);
  }

  /// Decides commands on one collection, by the deadline.
  ///
  /// @return an outcome for each. Where all are [Decision.Done], so it is; else nothing was
  ///   written: those that stand in the way are [Decision.Refused], and the other decisions mean
  ///   nothing. Deferred or in doubt are all of them
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    var caller = new Caller(deadline, 1);
    var list = new PendingList(caller, commands);
    Outcome outcome = group.serve(caller, List.of(list)).getFirst();
    return outcome instanceof Decision
        ? List.copyOf(list.decisions())
        : Collections.nCopies(commands.size(), outcome);
  }
}
