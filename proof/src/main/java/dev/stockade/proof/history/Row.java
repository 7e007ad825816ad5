package dev.stockade.proof.history;

import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Status;

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
    Assignment assignment) {

  public static Row of(CollectionState state) {
    return new Row(
        state.id(),
        state.supply(),
        state.stock(),
        state.held(),
        state.accepted(),
        state.version(),
        state.status(),
        state.assignment());
  }
}
