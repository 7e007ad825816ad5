package dev.stockade.engine.strategy.queue;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.View;
import dev.stockade.engine.ledger.Fence;
import dev.stockade.engine.ledger.Ledger;
import dev.stockade.engine.strategy.Guard;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The guard of a worker: its epoch, which no other worker can take while the transaction lasts,
/// and the version, compared at the append, since other strategies may decide on the collection.
record Fenced(Fence fence) implements Guard {
  @Override
  public Map<CollectionId, View> read(Ledger ledger, List<Command> commands, int attempt)
      throws SQLException {
    Ledger fenced = ledger.behind(fence);
    return attempt > 1 ? fenced.lock(commands) : fenced.read(commands);
  }

  @Override
  public void stale(CollectionId collection) {
    // Another strategy was faster, which is what the compare is for.
  }
}
