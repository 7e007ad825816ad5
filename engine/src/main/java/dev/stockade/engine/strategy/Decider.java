package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.GroupCommit;
import dev.stockade.engine.groupcommit.Groups;
import dev.stockade.engine.groupcommit.Patience;
import dev.stockade.engine.ledger.Ledger;
import dev.stockade.engine.ledger.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What every strategy does, given its guard: read, decide, append in one transaction, for as many
/// commands as there are, and again where that did not come to an end.
///
/// Thread-safe.
public final class Decider {
  private final Groups groups;
  private final Tables tables;
  private final int mostConflicts;
  private final Map<Guard, GroupCommit<PendingCommand>> byGuard = new ConcurrentHashMap<>();

  /// Makes a decider.
  ///
  /// @param mostConflicts how often a call may find its collection stale
  public Decider(Groups groups, Tables tables, int mostConflicts) {
    this.groups = groups;
    this.tables = tables;
    this.mostConflicts = mostConflicts;
  }

  /// Decides the commands in transactions of the engine's own, by the deadline.
  public List<Outcome> decide(List<Command> commands, Deadline deadline, Guard guard)
      throws InterruptedException {
    var caller = new Caller(deadline, commands.size());
    List<PendingCommand> pending =
        commands.stream().map(command -> new PendingCommand(caller, command)).toList();
    return byGuard.computeIfAbsent(guard, this::group).serve(caller, pending);
  }

  /// A line of commands for a guard, beside all others.
  public Line line(Guard guard) {
    return new Line(group(guard), groups.retryAfter());
  }

  private GroupCommit<PendingCommand> group(Guard guard) {
    var passes =
        new Passes(tables, guard, pending -> pending.overtaken(mostConflicts, groups.retryAfter()));
    return groups.of(passes, pending -> pending.command().collection());
  }

  /// Decides the command within the caller's transaction; it binds when that commits.
  public Decision decideWithin(Connection connection, Command command, Guard guard)
      throws SQLException {
    return decideWithin(connection, List.of(command), guard, false).getFirst();
  }

  /// Decides commands on one collection within the caller's transaction; they bind when that
  /// commits.
  ///
  /// @param together whether nothing is written where one of them is refused
  public List<Decision> decideWithin(
      Connection connection, List<Command> commands, Guard guard, boolean together)
      throws SQLException {
    Ledger ledger = tables.ledger(Transaction.joined(connection), Patience.WAIT);
    CollectionId collection = commands.getFirst().collection();
    View view = guard.read(ledger, commands, 1).get(collection);
    if (view == null) {
      return Collections.nCopies(commands.size(), new Decision.UnknownCollection());
    }
    Ruling ruling = Rules.decide(view, commands);
    boolean refused =
        together && ruling.decisions().stream().anyMatch(Decision.Refused.class::isInstance);
    if (!refused
        && !ruling.events().isEmpty()
        && Pass.write(ledger, List.of(ruling), guard, false).isEmpty()) {
      guard.stale(collection);
    }
    return ruling.decisions();
  }
}
