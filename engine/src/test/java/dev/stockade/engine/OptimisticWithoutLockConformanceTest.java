package dev.stockade.engine;

final class OptimisticWithoutLockConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults().withStrategy(Strategies.OPTIMISTIC).withOptimisticThenLock(false);
  }
}
