package dev.stockade.engine;

final class QueueConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults().withStrategy(Strategies.QUEUE);
  }
}
