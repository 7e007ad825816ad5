package dev.stockade.engine;

import dev.stockade.proof.conformance.Node;
import java.util.List;

/// Every node goes through all strategies, another every 200 milliseconds.
final class RotatingConformanceTest extends EngineConformance {
  @Override
  Config config() {
    return Config.defaults().with(Setting.CONNECTIONS, 6);
  }

  @Override
  protected Node node(String jdbcUrl) {
    List<Config> configs =
        Strategies.NAMES.stream().map(name -> at(jdbcUrl, config().withPinned(name))).toList();
    return new EngineNode(jdbcUrl, configs);
  }
}
