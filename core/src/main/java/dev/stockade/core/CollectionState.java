package dev.stockade.core;

/// The state of a collection at a version: what its events up to there add up to.
///
/// `supply = stock + held + accepted`, always. A state that would break this cannot be built.
///
/// @param supply units that exist, 0 to [Quantity#MAX]
/// @param stock units that can be accepted now
/// @param held units claimed by holds
/// @param version the sequence of the last event, 0 before the first
public record CollectionState(
    CollectionId id,
    int supply,
    int stock,
    int held,
    long version,
    Status status,
    Assignment assignment) {

  public CollectionState {
    if (supply < 0 || supply > Quantity.MAX) {
      throw new IllegalArgumentException("supply must be 0 to " + Quantity.MAX + ": " + supply);
    }
    if (stock < 0) {
      throw new IllegalArgumentException("stock must not be negative: " + stock);
    }
    if (held < 0) {
      throw new IllegalArgumentException("held must not be negative: " + held);
    }
    if ((long) stock + held > supply) {
      throw new IllegalArgumentException(
          "stock and held must not exceed supply: " + stock + " + " + held + " of " + supply);
    }
    if (version < 0) {
      throw new IllegalArgumentException("version must not be negative: " + version);
    }
  }

  /// A collection as it is opened, pinned to a strategy: everything is in stock and nothing has
  /// happened.
  public static CollectionState opened(CollectionId id, int supply, StrategyName strategy) {
    return opened(id, supply, Assignment.opened(strategy, Assignment.Mode.PINNED));
  }

  /// A collection as it is opened.
  public static CollectionState opened(CollectionId id, int supply, Assignment assignment) {
    return new CollectionState(id, supply, supply, 0, 0, Status.OPEN, assignment);
  }

  /// By which it is decided now.
  public StrategyName strategy() {
    return assignment.strategy();
  }

  /// Units that belong to acceptances.
  public int accepted() {
    return supply - stock - held;
  }
}
