package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import java.util.concurrent.atomic.AtomicInteger;

/// As mixed, where each call has transactions of its own.
final class MixedWithoutGroupCommitConformanceTest extends EngineConformance {
  private static final AtomicInteger NODES = new AtomicInteger();

  @Override
  Config config() {
    StrategyName next = Strategies.NAMES.get(NODES.getAndIncrement() % Strategies.NAMES.size());
    return Config.defaults().withPinned(next).withGroupCommit(false);
  }
}
