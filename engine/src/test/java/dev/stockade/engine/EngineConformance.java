package dev.stockade.engine;

import dev.stockade.proof.conformance.Node;
import dev.stockade.proof.conformance.StrategyConformance;
import java.util.UUID;

/// The conformance suite on this engine, in a schema of its own.
///
/// A node behind a proxy has a queue of its own, so that what it puts in line is decided by its own
/// worker, through the proxy.
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
    return new EngineNode(jdbcUrl, onRedis(config(), jdbcUrl));
  }

  final Config onRedis(Config config, String jdbcUrl) {
    boolean proxied = !jdbcUrl.equals(jdbcUrl());
    String queue = proxied ? "q" + UUID.randomUUID() : "default";
    return config
        .with(Setting.QUEUE_PARTITIONS, proxied ? 1 : 3)
        .withSchema(schema)
        .withRedis(TestRedis.url())
        .withQueue(config.queue().withName(queue));
  }
}
