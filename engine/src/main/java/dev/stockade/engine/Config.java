package dev.stockade.engine;

import dev.stockade.core.RateLimit;
import dev.stockade.core.StrategyName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// How an engine is set up: the schema of its tables, what it does about them, and its bounds.
///
/// Immutable. `Config.defaults().with(Setting.CONNECTIONS, 4)`, or [#parse] for text.
public final class Config {
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final Values values;

  /// The values while a changed copy is made of them; nobody else changes them.
  private static final class Values {
    private String schema = "stockade";
    private Migration migration = Migration.MIGRATE;
    private StrategyName strategy = Strategies.ROW_LOCK;
    private Optional<StrategyName> pinned = Optional.empty();
    private boolean optimisticThenLock = true;
    private boolean groupCommit = true;
    private Optional<RateLimit> rateLimit = Optional.empty();
    private boolean openWithoutRedis = true;
    private Optional<URI> redis = Optional.empty();
    private QueueConfig queue = QueueConfig.defaults();
    private final Map<Setting, Integer> settings = new EnumMap<>(Setting.class);

    Values copy() {
      var copy = new Values();
      copy.schema = schema;
      copy.migration = migration;
      copy.strategy = strategy;
      copy.pinned = pinned;
      copy.optimisticThenLock = optimisticThenLock;
      copy.groupCommit = groupCommit;
      copy.rateLimit = rateLimit;
      copy.openWithoutRedis = openWithoutRedis;
      copy.redis = redis;
      copy.queue = queue;
      copy.settings.putAll(settings);
      return copy;
    }
  }

  private Config(Values values) {
    this.values = values;
  }

  private Config with(Consumer<Values> change) {
    Values changed = values.copy();
    change.accept(changed);
    return new Config(changed);
  }

  /// Schema `stockade`, migrated at the start, new collections by row lock, group commit, every
  /// setting at its default.
  public static Config defaults() {
    return new Config(new Values());
  }

  /// Reads a configuration: the keys `schema`, `migration`, `strategy`, `pinned`,
  /// `optimistic-then-lock`, `group-commit`, `rate-limit`, `rate-limit-without-redis`, `redis`,
  /// `queue-name`, `queue-worker`, `queue-without-redis` and those of [Setting].
  ///
  /// @throws IllegalArgumentException that names every mistake at once, unknown keys among them
  public static Config parse(Map<String, String> texts) {
    Config config = defaults();
    var mistakes = new ArrayList<String>();
    for (var text : new TreeMap<>(texts).entrySet()) {
      try {
        config = config.with(text.getKey(), text.getValue());
      } catch (IllegalArgumentException mistake) {
        mistakes.add(mistake.getMessage());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return config;
  }

  private Config with(String key, String value) {
    return switch (key) {
      case "schema" -> withSchema(value);
      case "migration" -> withMigration(migration(value));
      case "strategy" -> withStrategy(new StrategyName(value));
      case "pinned" -> withPinned(new StrategyName(value));
      case "redis" -> withRedis(RedisUrl.parse(value));
      case "rate-limit" ->
          withRateLimit(
              value.equals("off") ? Optional.empty() : Optional.of(RateLimit.parse(value)));
      case "rate-limit-without-redis" ->
          withOpenWithoutRedis(isOneOf(key, value, "open", "closed"));
      case "group-commit" -> withGroupCommit(isOneOf(key, value, "on", "off"));
      case "optimistic-then-lock" -> withOptimisticThenLock(isOneOf(key, value, "on", "off"));
      case "queue-name" -> withQueue(values.queue.withName(value));
      case "queue-worker" -> withQueue(values.queue.withWorker(isOneOf(key, value, "on", "off")));
      case "queue-without-redis" -> withQueue(values.queue.withWithoutRedis(value));
      default ->
          with(
              Setting.of(key)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "unknown setting '%s', known are %s".formatted(key, keys()))),
              number(key, value));
    };
  }

  /// The same with the tables in another schema.
  ///
  /// @param schema a plain lower-case identifier
  public Config withSchema(String schema) {
    if (!SCHEMA.matcher(schema).matches() || schema.startsWith("pg_")) {
      throw new IllegalArgumentException(
          "schema must be 1 to 63 of a-z, 0-9 and '_', not beginning with a digit or pg_: '"
              + schema
              + "'");
    }
    return with(values -> values.schema = schema);
  }

  public Config withMigration(Migration migration) {
    return with(values -> values.migration = migration);
  }

  /// The same with another strategy for the collections that are opened from now on.
  ///
  /// @param strategy one of [Strategies#NAMES], or [Strategies#AUTO]
  public Config withStrategy(StrategyName strategy) {
    boolean auto = strategy.equals(Strategies.AUTO);
    StrategyName known = auto ? strategy : Strategies.known(strategy);
    return with(values -> values.strategy = known);
  }

  /// The same where this engine decides every collection by one strategy, whatever is set for the
  /// collection.
  public Config withPinned(StrategyName strategy) {
    Optional<StrategyName> known = Optional.of(Strategies.known(strategy));
    return with(values -> values.pinned = known);
  }

  /// The same where an optimistic decision that found its collection stale is made again under the
  /// row lock, so that it is not overtaken forever; or without that.
  public Config withOptimisticThenLock(boolean thenLock) {
    return with(values -> values.optimisticThenLock = thenLock);
  }

  /// The same where callers that arrive while a commit is in flight are decided together by the
  /// next one; or where each call has transactions of its own.
  public Config withGroupCommit(boolean groupCommit) {
    return with(values -> values.groupCommit = groupCommit);
  }

  /// The same with a rate limit for the collections that are opened from now on; empty: none. With
  /// a Redis all engines that use it count together, else each counts for itself.
  public Config withRateLimit(Optional<RateLimit> rateLimit) {
    return with(values -> values.rateLimit = rateLimit);
  }

  /// The same where a rate limit that cannot ask its Redis lets everybody pass; or nobody.
  public Config withOpenWithoutRedis(boolean open) {
    return with(values -> values.openWithoutRedis = open);
  }

  /// The same with a Redis, for what needs one.
  ///
  /// @param redis `redis://:password@host:6379`, or `rediss://` with TLS
  public Config withRedis(URI redis) {
    Optional<URI> checked = Optional.of(RedisUrl.checked(redis));
    return with(values -> values.redis = checked);
  }

  /// The same where this engine takes part in the queue another way.
  public Config withQueue(QueueConfig queue) {
    return with(values -> values.queue = queue);
  }

  /// The same with one bound changed.
  public Config with(Setting setting, int value) {
    if (value < setting.min() || value > setting.max()) {
      throw new IllegalArgumentException(
          "%s must be %d to %d: %d".formatted(setting.key(), setting.min(), setting.max(), value));
    }
    return with(values -> values.settings.put(setting, value));
  }

  public String schema() {
    return values.schema;
  }

  public Migration migration() {
    return values.migration;
  }

  public StrategyName strategy() {
    return values.strategy;
  }

  public Optional<StrategyName> pinned() {
    return values.pinned;
  }

  public boolean optimisticThenLock() {
    return values.optimisticThenLock;
  }

  public boolean groupCommit() {
    return values.groupCommit;
  }

  public Optional<RateLimit> rateLimit() {
    return values.rateLimit;
  }

  public boolean openWithoutRedis() {
    return values.openWithoutRedis;
  }

  /// May hold a password.
  public Optional<URI> redis() {
    return values.redis;
  }

  public QueueConfig queue() {
    return values.queue;
  }

  public int get(Setting setting) {
    return values.settings.getOrDefault(setting, setting.byDefault());
  }

  /// A setting that is a time.
  public Duration time(Setting setting) {
    return Duration.ofMillis(get(setting));
  }

  private static Migration migration(String value) {
    for (Migration migration : Migration.values()) {
      if (migration.name().toLowerCase(Locale.ROOT).equals(value)) {
        return migration;
      }
    }
    throw new IllegalArgumentException(
        "migration must be migrate, validate or off: '" + value + "'");
  }

  /// Whether it is the first of two words.
  private static boolean isOneOf(String key, String value, String first, String second) {
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "%s must be %s or %s: '%s'".formatted(key, first, second, value));
    }
    return value.equals(first);
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number: '" + value + "'", e);
    }
  }

  private static List<String> keys() {
    var keys =
        new ArrayList<>(
            List.of(
                "group-commit",
                "migration",
                "optimistic-then-lock",
                "pinned",
                "queue-name",
                "queue-without-redis",
                "queue-worker",
                "rate-limit",
                "rate-limit-without-redis",
                "redis",
                "schema",
                "strategy"));
    for (Setting setting : Setting.values()) {
      keys.add(setting.key());
    }
    Collections.sort(keys);
    return keys;
  }
}
