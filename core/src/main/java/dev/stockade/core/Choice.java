package dev.stockade.core;

import java.time.Duration;

/// What a collection is to be decided by, and who says so.
public sealed interface Choice {
  /// People say: by this strategy, until they say otherwise.
  record Pinned(StrategyName strategy) implements Choice {}

  /// People leave it to the engine from now on. The strategy stays until the engine switches.
  record Auto() implements Choice {}

  /// The engine's own switch. It is done only where the collection is left to the engine and its
  /// last switch is long enough ago, so that nodes that see different loads do not flap.
  ///
  /// @param apart the least time between two switches
  record Switch(StrategyName strategy, Duration apart) implements Choice {
    public Switch {
      if (apart.isNegative()) {
        throw new IllegalArgumentException("apart must not be negative: " + apart);
      }
    }
  }
}
