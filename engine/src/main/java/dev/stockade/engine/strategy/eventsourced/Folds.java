package dev.stockade.engine.strategy.eventsourced;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import java.util.List;
import java.util.Map;

/// The states that this node has folded, each up to some sequence: where the next fold goes on.
/// What is forgotten costs a read of the snapshot.
///
/// Thread-safe.
final class Folds {
  private final Cache<CollectionId, CollectionState> states;

  Folds(int most) {
    states = Caffeine.newBuilder().maximumSize(most).build();
  }

  /// What is remembered of the collections of these commands.
  Map<CollectionId, CollectionState> of(List<Command> commands) {
    return states.getAllPresent(commands.stream().map(Command::collection).distinct().toList());
  }

  /// Remembers a state that was folded from committed events, unless a later one is known.
  void remember(CollectionState state) {
    states.asMap().merge(state.id(), state, (was, is) -> was.version() > is.version() ? was : is);
  }
}
