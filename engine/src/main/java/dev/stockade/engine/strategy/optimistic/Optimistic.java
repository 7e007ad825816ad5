package dev.stockade.engine.strategy.optimistic;

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

/// Decides without a lock, and writes where the version is unchanged.
public final class Optimistic implements Strategy, Guard {
  private final Decider decider;
  private final boolean thenLock;

  /// @param thenLock whether every attempt but the first takes the row lock
  public Optimistic(Decider decider, boolean thenLock) {
    this.decider = decider;
    this.thenLock = thenLock;
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    return decider.decide(commands, deadline, this);
  }

  @Override
  public Map<CollectionId, View> read(Ledger ledger, List<Command> commands, int attempt)
      throws SQLException {
    return thenLock && attempt > 1 ? ledger.lock(commands) : ledger.read(commands);
  }

  @Override
  public void stale(CollectionId collection) {
    // Another writer was faster, which is what the compare is for.
  }
}
