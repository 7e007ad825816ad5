package dev.stockade.engine;

import dev.stockade.proof.conformance.Node;
import dev.stockade.proof.conformance.StrategyConformance;

/// The conformance suite on this engine, in a schema of its own.
abstract class EngineConformance extends StrategyConformance {
  private final String schema = TestDatabase.newSchema();

  /// What the next node is started with, besides the schema.
  abstract Config config();

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
    return new EngineNode(jdbcUrl, config().withSchema(schema));
  }
}
