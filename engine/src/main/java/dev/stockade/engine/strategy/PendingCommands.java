package dev.stockade.engine.strategy;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.database.Attempt;
import dev.stockade.engine.database.Transactions.Done;
import dev.stockade.engine.ledger.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A list of commands on their way to outcomes, over as many passes as it takes. Confined to one
/// thread.
///
/// **Doubts.** Where the reply to a commit was lost, its commands are decided again rather than
/// looked up: the lost transaction may still commit. What the second look finds done is done,
/// whoever did it. What it finds refused is refused only above the version that the lost write
/// expected, for below that it can still happen.
final class PendingCommands implements Attempt<Pass> {
  /// A write whose reply was lost.
  ///
  /// @param expected the version that it stands on: it can happen only while the collection is
  ///   there
  private record Doubt(Decision.Done lost, long expected) {}

  private final Tables tables;
  private final Guard guard;
  private final List<Command> commands;
  private final int mostConflicts;
  private final List<Optional<Outcome>> outcomes = new ArrayList<>();
  private final Map<Integer, Doubt> doubts = new HashMap<>();
  private final Set<Integer> stale = new HashSet<>();
  private int waiting;
  private int attempt;
  private int conflicts;

  PendingCommands(Tables tables, Guard guard, List<Command> commands, int mostConflicts) {
    this.mostConflicts = mostConflicts;
    this.tables = tables;
    this.guard = guard;
    this.commands = commands;
    this.waiting = commands.size();
    commands.forEach(command -> outcomes.add(Optional.empty()));
  }

  @Override
  public boolean isOver() {
    return waiting == 0 || conflicts >= mostConflicts;
  }

  @Override
  public Done<Pass> in(Connection connection) throws SQLException {
    Batch batch = Batch.empty();
    for (int i = 0; i < commands.size(); i++) {
      if (outcomes.get(i).isEmpty()) {
        batch.add(i, commands.get(i));
      }
    }
    attempt++;
    Pass pass = Pass.run(tables.ledger(connection), batch, guard, attempt);
    return new Done<>(pass, pass.wrote());
  }

  @Override
  public void committed(Pass pass) {
    pass.ruled().forEach(this::answer);
    stale.clear();
    stale.addAll(pass.stale());
    conflicts += stale.isEmpty() ? 0 : 1;
  }

  @Override
  public void unknown(Pass pass) {
    for (Ruled ruled : pass.ruled()) {
      if (ruled.decision() instanceof Decision.Done lost && ruled.hangsOnCommit()) {
        doubts.put(ruled.position(), new Doubt(lost, ruled.before()));
      }
    }
  }

  /// The outcomes as they stand: decided, in doubt, or deferred.
  List<Outcome> outcomes(int attempts, Duration retryAfter) {
    var answers = new ArrayList<Outcome>();
    for (int i = 0; i < commands.size(); i++) {
      int position = i;
      answers.add(outcomes.get(i).orElseGet(() -> undecided(position, attempts, retryAfter)));
    }
    return answers;
  }

  private Outcome undecided(int position, int attempts, Duration retryAfter) {
    if (doubts.containsKey(position)) {
      return new InDoubt();
    }
    return stale.contains(position)
        ? new Deferred.Conflict(attempts, retryAfter)
        : new Deferred.Busy(retryAfter);
  }

  private void answer(Ruled ruled) {
    Doubt doubt = doubts.get(ruled.position());
    if (doubt == null) {
      settle(ruled.position(), ruled.decision());
    } else if (ruled.decision() instanceof Decision.Done done) {
      settle(ruled.position(), done.entry().equals(doubt.lost().entry()) ? doubt.lost() : done);
    } else if (ruled.after() > doubt.expected()) {
      settle(ruled.position(), ruled.decision());
    }
  }

  private void settle(int position, Decision decision) {
    outcomes.set(position, Optional.of(decision));
    waiting--;
  }
}
