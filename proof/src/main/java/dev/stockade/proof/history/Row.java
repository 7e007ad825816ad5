package dev.stockade.proof.history;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;

/// The row of a collection as it was found, right or wrong: unlike [CollectionState] it can hold a
/// stock below zero.
public record Row(
    CollectionId id,
    int supply,
    int stock,
    int held,
    int accepted,
    long version,
    Status status,
    StrategyName strategy) {

  public static Row of(CollectionState state) {
    return new Row(
        state.id(),
        state.supply(),
        state.stock(),
        state.held(),
        state.accepted(),
        state.version(),
        state.status(),
        state.strategy());
  }
}
