package dev.stockade.engine;

final class EventSourcedConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults().withStrategy(Strategies.EVENT_SOURCED);
  }
}
