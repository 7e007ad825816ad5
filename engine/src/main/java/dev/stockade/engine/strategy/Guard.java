package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.ledger.Ledger;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The part in which strategies differ: how the state is read, and what it means when the append
/// finds it stale.
public interface Guard {
  /// Reads what the rules need to decide the commands. A collection that does not exist is absent.
  ///
  /// @param attempt 1 for the first pass of a call, and so on
  Map<CollectionId, View> read(Ledger ledger, List<Command> commands, int attempt)
      throws SQLException;

  /// Another writer moved the collection between the read and the append; nothing of it was
  /// written. Returns where that is to be expected, so that its commands are decided again.
  ///
  /// @throws IllegalStateException where the guard rules it out
  void stale(CollectionId collection);

  /// The events of a ruling are committed.
  default void written(Ruling ruling) {}

  /// The states, of those that these rulings lead to, of which a snapshot is to be left.
  default List<CollectionState> snapshots(List<Ruling> rulings) {
    return List.of();
  }
}
