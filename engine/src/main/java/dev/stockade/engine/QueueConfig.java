package dev.stockade.engine;

import java.util.regex.Pattern;

/// How an engine takes part in the queue, besides its bounds.
///
/// @param name tells queues of one database apart: 1 to 64 of a-z, 0-9 and `-`
/// @param worker whether workers run in this engine; where none runs anywhere nothing is decided
/// @param withoutRedis what becomes of acceptances while Redis is away
public record QueueConfig(String name, boolean worker, WithoutRedis withoutRedis) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  /// What becomes of acceptances for the queue while Redis is away.
  public enum WithoutRedis {
    /// They are decided under the row lock.
    ROW_LOCK,
    /// They are deferred at once: the database is spared what the queue keeps from it.
    BUSY
  }

  public QueueConfig {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "queue-name must be 1 to 64 of a-z, 0-9 and '-': '" + name + "'");
    }
  }

  /// The queue `default`, with workers, and the row lock without Redis.
  public static QueueConfig defaults() {
    return new QueueConfig("default", true, WithoutRedis.ROW_LOCK);
  }

  public QueueConfig withName(String other) {
    return new QueueConfig(other, worker, withoutRedis);
  }

  public QueueConfig withWorker(boolean works) {
    return new QueueConfig(name, works, withoutRedis);
  }

  public QueueConfig withWithoutRedis(WithoutRedis then) {
    return new QueueConfig(name, worker, then);
  }

  QueueConfig withWithoutRedis(String then) {
    return withWithoutRedis(
        switch (then) {
          case "row-lock" -> WithoutRedis.ROW_LOCK;
          case "busy" -> WithoutRedis.BUSY;
          default ->
              throw new IllegalArgumentException(
                  "queue-without-redis must be row-lock or busy: '" + then + "'");
        });
  }
}
