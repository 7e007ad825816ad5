package dev.stockade.engine.strategy.rowlock;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.core.View;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Ledger;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Guard;
import dev.stockade.engine.strategy.Strategy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Decides under a lock on the collection's row.
public final class RowLock implements Strategy, Guard {
  private final Decider decider;

  public RowLock(Decider decider) {
    this.decider = decider;
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    return decider.decide(commands, deadline, this);
  }

  @Override
  public Map<CollectionId, View> read(Ledger ledger, List<Command> commands, int attempt)
      throws SQLException {
    return ledger.lock(commands);
  }

  @Override
  public void stale(CollectionId collection) {
    throw new IllegalStateException("collection " + collection + " moved while its row was locked");
  }
}
