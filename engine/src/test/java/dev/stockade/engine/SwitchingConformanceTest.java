package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import dev.stockade.proof.conformance.Conformance;
import dev.stockade.proof.conformance.Node;
import dev.stockade.proof.conformance.Switches;
import java.util.List;

/// Collections are moved from one strategy to another by events in their logs.
final class SwitchingConformanceTest extends Conformance implements Switches {
  private final String schema = TestDatabase.newSchema();

  @Override
  protected String jdbcUrl() {
    return TestDatabase.url();
  }

  @Override
  protected String schema() {
    return schema;
  }

  @Override
  protected Node node(String jdbcUrl) {
    return new EngineNode(jdbcUrl, Config.defaults().withSchema(schema).withRedis(TestRedis.url()));
  }

  @Override
  public List<StrategyName> strategies() {
    return Strategies.NAMES;
  }
}
