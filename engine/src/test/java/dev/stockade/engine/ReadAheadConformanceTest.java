package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Whoever arrives while a batch is written is read for at once, however few they are.
final class ReadAheadConformanceTest extends EngineConformance {
  private static final List<StrategyName> STRATEGIES =
      List.of(Strategies.OPTIMISTIC, Strategies.ROW_LOCK, Strategies.EVENT_SOURCED);

  private static final AtomicInteger NODES = new AtomicInteger();

  @Override
  Config config() {
    StrategyName next = STRATEGIES.get(NODES.getAndIncrement() % STRATEGIES.size());
    return Config.defaults().withPinned(next).with(Setting.READ_AHEAD, 1).with(Setting.LANES, 1);
  }
}
