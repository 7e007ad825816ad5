package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import java.util.concurrent.atomic.AtomicInteger;

/// Every node decides by another strategy, all of them on the same collections at the same moment.
final class MixedConformanceTest extends EngineConformance {
  private static final AtomicInteger NODES = new AtomicInteger();

  @Override
  Config config() {
    StrategyName next = Strategies.NAMES.get(NODES.getAndIncrement() % Strategies.NAMES.size());
    return Config.defaults().withPinned(next);
  }
}
