package dev.stockade.engine;

final class OptimisticConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults().withStrategy(Strategies.OPTIMISTIC);
  }
}
