package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import dev.stockade.proof.conformance.Node;
import dev.stockade.proof.conformance.StrategyConformance;
import java.util.Set;
import java.util.UUID;

/// The conformance suite on this engine, in a schema of its own.
///
/// A node behind a proxy has a queue of its own, so that what it puts in line is decided by its own
/// worker, through the proxy.
abstract class EngineConformance extends StrategyConformance {
  private static final Set<StrategyName> WITH_REDIS = Set.of(Strategies.QUEUE, Strategies.AUTO);

  private final String schema = TestDatabase.newSchema();
  private boolean migrated;

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
    return new EngineNode(jdbcUrl, at(jdbcUrl, config()));
  }

  /// A configuration at this database. The first node creates the tables, and only those have a
  /// Redis that may need it: to start either takes longer than most tests.
  final Config at(String jdbcUrl, Config config) {
    Config placed =
        config.withSchema(schema).withMigration(migrated ? Migration.OFF : Migration.MIGRATE);
    migrated = true;
    StrategyName strategy = config.pinned().orElse(config.strategy());
    return WITH_REDIS.contains(strategy) ? withRedis(jdbcUrl, placed) : placed;
  }

  private Config withRedis(String jdbcUrl, Config config) {
    boolean proxied = !jdbcUrl.equals(jdbcUrl());
    String queue = proxied ? "q" + UUID.randomUUID() : "default";
    return config
        .with(Setting.QUEUE_PARTITIONS, proxied ? 1 : 3)
        .withRedis(TestRedis.url())
        .withQueue(config.queue().withName(queue));
  }
}
