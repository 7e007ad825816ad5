package dev.stockade.engine.strategy;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Call;
import dev.stockade.engine.database.Attempts;
import dev.stockade.engine.ledger.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What every strategy does, given its guard: read, decide, append in one transaction, and again
/// where that did not come to an end.
///
/// Thread-safe.
public final class Decider {
  private final Attempts attempts;
  private final Tables tables;
  private final int mostConflicts;

  /// Makes a decider.
  ///
  /// @param mostConflicts how often a call may find its collection stale
  public Decider(Attempts attempts, Tables tables, int mostConflicts) {
    this.mostConflicts = mostConflicts;
    this.attempts = attempts;
    this.tables = tables;
  }

  /// Decides the commands in transactions of the engine's own.
  public List<Outcome> decide(List<Command> commands, Call call, Guard guard)
      throws InterruptedException {
    var pending = new PendingCommands(tables, guard, commands, mostConflicts);
    int made = attempts.run(call, pending);
    return pending.outcomes(made, attempts.retryAfter());
  }

  /// Decides the command within the caller's transaction; it binds when that commits.
  public Decision decideWithin(Connection connection, Command command, Guard guard)
      throws SQLException {
    var batch = new Batch(List.of(0), List.of(command));
    return Pass.run(tables.ledger(connection), batch, guard, 1).ruled().getFirst().decision();
  }
}
