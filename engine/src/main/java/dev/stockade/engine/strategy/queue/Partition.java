package dev.stockade.engine.strategy.queue;

/// A partition of a queue: the names of what it has in Redis. The part in braces puts all of it on
/// one node of a Redis Cluster.
///
/// @param queue the name of the queue, with the database that it belongs to
record Partition(String queue, int number) {
  /// Who reads: workers take turns, so that they share one.
  static final String GROUP = "workers";

  static final String CONSUMER = "worker";

  private String key(String what) {
    return "stockade:{" + queue + ":" + number + "}:" + what;
  }

  /// The stream of what was let in and is not decided.
  String requests() {
    return key("requests");
  }

  /// Who works on it, until when.
  String lease() {
    return key("lease");
  }

  /// How often requests failed.
  String tries() {
    return key("tries");
  }

  /// The stream of what could not be decided.
  String deadLetters() {
    return key("dead-letters");
  }

  /// The channel that says that there is something to do.
  String wake() {
    return key("wake");
  }
}
