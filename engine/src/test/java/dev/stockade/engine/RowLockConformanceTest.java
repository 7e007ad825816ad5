package dev.stockade.engine;

final class RowLockConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults().withStrategy(Strategies.ROW_LOCK);
  }
}
