package dev.stockade.engine.strategy.eventsourced;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Ledger;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Guard;
import dev.stockade.engine.strategy.Strategy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Decides on the fold of the log, and writes where the next sequence is the expected one.
public final class EventSourced implements Strategy, Guard {
  private final Decider decider;
  private final Folds folds;
  private final int snapshotEvery;

  /// @param remembered collections whose folds are kept in memory
  /// @param snapshotEvery events between two snapshots of a collection
  public EventSourced(Decider decider, int remembered, int snapshotEvery) {
    this.decider = decider;
    this.folds = new Folds(remembered);
    this.snapshotEvery = snapshotEvery;
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    return decider.decide(commands, deadline, this);
  }

  @Override
  public Map<CollectionId, View> read(Ledger ledger, List<Command> commands, int attempt)
      throws SQLException {
    Map<CollectionId, View> read = attempt > 1 ? ledger.lock(commands) : ledger.read(commands);
    Map<CollectionId, View> views = ledger.replay(read, folds.of(commands));
    views.values().forEach(view -> folds.remember(view.state()));
    return views;
  }

  @Override
  public void stale(CollectionId collection) {
    // Another writer was faster, which is what the compare is for.
  }

  @Override
  public void written(Ruling ruling) {
    // So that the next batch need not read what this one wrote.
    folds.remember(ruling.after());
  }

  @Override
  public List<CollectionState> snapshots(List<Ruling> rulings) {
    return rulings.stream()
        .filter(
            ruling ->
                ruling.after().version() / snapshotEvery
                    > ruling.before().version() / snapshotEvery)
        .map(Ruling::after)
        .toList();
  }
}
