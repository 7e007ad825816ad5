package dev.stockade.proof.linearizability;

import dev.stockade.core.Choice;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Status;
import dev.stockade.proof.history.Row;
import java.util.Optional;
import org.opensearch.cluster.coordination.LinearizabilityChecker.SequentialSpec;

/// What may be answered to a command on a [Pool], in the terms of the foreign checker: inputs are
/// commands and [LastLook], outputs are outcomes and rows.
///
/// @param brokenConnections whether a call may have asked again by itself, and so be told
///   "repeated" of its own event
record PoolSpec(Pool opening, boolean brokenConnections) implements SequentialSpec {
  /// Reading the row after everything has been answered.
  record LastLook() {}

  @Override
  public Object initialState() {
    return opening;
  }

  @Override
  public Optional<Object> nextState(Object state, Object input, Object output) {
    var pool = (Pool) state;
    if (input instanceof LastLook) {
      return sameAs(pool, (Row) output) ? Optional.of(pool) : Optional.empty();
    }
    if (output instanceof Decision.Unchanged && isOwnSwitch((Command) input)) {
      return Optional.of(pool);
    }
    Pool.Step step = pool.answer((Command) input);
    return switch ((Outcome) output) {
      case Decision told ->
          allows(step.answer(), told) ? Optional.of(step.next()) : Optional.empty();
      case Deferred _ -> Optional.of(pool);
      case InDoubt _ -> Optional.of(step.next());
    };
  }

  /// An engine's own switch, which may come too early.
  private static boolean isOwnSwitch(Command command) {
    return command instanceof Command.SetStrategy set && set.choice() instanceof Choice.Switch;
  }

  private boolean allows(Decision right, Decision told) {
    Decision timeless = Entries.timeless(told);
    return timeless.equals(right)
        || (brokenConnections && timeless.equals(Entries.repeated(right)));
  }

  private static boolean sameAs(Pool pool, Row row) {
    return pool.version() == row.version()
        && pool.stock() == row.stock()
        && pool.supply() == row.supply()
        && pool.supply() - pool.stock() == row.accepted()
        && pool.closed() == (row.status() == Status.CLOSED)
        && pool.strategy().equals(row.assignment().strategy())
        && pool.mode() == row.assignment().mode();
  }
}
