package dev.stockade.engine;

final class QueueWithoutGroupCommitConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults().withStrategy(Strategies.QUEUE).withGroupCommit(false);
  }
}
