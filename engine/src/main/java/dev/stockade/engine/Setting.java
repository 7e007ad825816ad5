package dev.stockade.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A bound of the engine: every queue, retry, wait and batch has one.
///
/// The key in a configuration is the name in lower case with dashes, as in `waiting-calls`. Times
/// are in milliseconds.
public enum Setting {
  /// Transactions that run at once. More do not help: a hot row is passed from one to the next, and
  /// each waits longer.
  CONNECTIONS(10, 1, 1_000),
  /// Calls that are under way at once; one more is told to come back. Each costs a few kilobytes.
  WAITING_CALLS(20_000, 1, 1_000_000),
  /// Commands and bids of those calls that are under way at once, each a few hundred bytes.
  WAITING_COMMANDS(100_000, 1, 10_000_000),
  /// Group commit: batches in flight at once, of each strategy. More of them help only while the
  /// database has cores and disks to spare.
  LANES(2, 1, 100),
  /// Group commit: commands in one batch. A larger one costs each of them time.
  BATCH(2_000, 1, 10_000),
  /// Group commit: commands that have arrived while a batch is written, from which on what the next
  /// batch needs is read at once, on another connection. Fewer wait for the next batch to read it.
  READ_AHEAD(16, 1, 10_000),
  /// Group commit: batches at once that wait for rows which strangers hold, besides the lanes; at
  /// most half of the connections.
  LANES_ASIDE(2, 1, 100),
  /// The time by which a call has answered, where the call names none; also the longest that one of
  /// our transactions may take.
  DEADLINE(5_000, 10, 60_000),
  /// Commands in one call. Their transaction holds the rows of all their collections.
  COMMANDS_PER_CALL(1_000, 1, 10_000),
  /// Transactions that a call tries where nothing can have been written, or to resolve a doubt.
  /// With the pauses between them it is the deadline that ends them; fewer give up sooner, and
  /// leave a doubt unresolved.
  ATTEMPTS(200, 1, 1_000),
  /// The pause after the first failed attempt; it doubles up to `longest-pause`, and half of it is
  /// random.
  FIRST_PAUSE(5, 1, 1_000),
  /// The longest pause between two attempts, and what a deferred caller is told to wait.
  LONGEST_PAUSE(500, 1, 10_000),
  /// How long PostgreSQL lets a transaction of ours idle between two statements. When a client dies
  /// silently, its row locks go after this time.
  IDLE_IN_TRANSACTION(2_000, 100, 60_000),
  /// How often PostgreSQL looks whether the client of a running statement is still there, so that a
  /// waiter that has gone leaves the row's queue. 0: never, for platforms where PostgreSQL cannot.
  CONNECTION_CHECK(1_000, 0, 60_000),
  /// How often a call may find that others were faster, where it does not take the row lock then;
  /// after that it is told so and may come back.
  CONFLICTS(16, 1, 1_000),
  /// Collections whose strategies a node remembers, for one second, whose logs it remembers folded,
  /// and whose callers `auto` counts. What is forgotten is read again, or counted anew. Each takes
  /// a few hundred bytes.
  REMEMBERED(10_000, 1, 10_000_000),
  /// Events between two snapshots of an event-sourced collection: the most that opening it has to
  /// read, unless it was decided by other strategies.
  SNAPSHOT_EVERY(1_000, 1, 1_000_000),
  /// Callers that a collection has at once, on average over `auto-window`, from which on `auto`
  /// decides it by optimism; below that, by row lock.
  AUTO_OPTIMISTIC_FROM(100, 1, 1_000_000),
  /// Callers from which on `auto` decides a collection by the queue, where there is one.
  AUTO_QUEUE_FROM(1_000, 1, 1_000_000),
  /// Percent by which callers must fall below such a number before `auto` goes back, so that a load
  /// near it does not switch to and fro.
  AUTO_MARGIN(20, 0, 90),
  /// How long `auto` counts callers before it looks at their number.
  AUTO_WINDOW(1_000, 1, 60_000),
  /// The least time between two switches that `auto` makes, by PostgreSQL's clock and whichever
  /// node makes them; also how long a node watches a collection that has no callers.
  AUTO_INTERVAL(10_000, 1, 3_600_000),
  /// The longest that a rate limit waits for Redis; after that it is away for this call.
  RATE_LIMIT_TIMEOUT(250, 1, 10_000),
  /// Collections with a rate limit whose buckets a node keeps. Without a Redis, one that is
  /// forgotten starts full again. Each takes a few hundred bytes.
  RATE_LIMIT_BUCKETS(100_000, 1, 10_000_000),
  /// The longest that Redis may take to answer a command, and to let a node connect. Queue: also
  /// how long a caller whose bid is found accepted waits for the word of the worker that may just
  /// have done that for it.
  REDIS_TIMEOUT(1_000, 10, 60_000),
  /// Commands to Redis that are sent and not answered; one more fails at once.
  REDIS_COMMANDS(10_000, 1, 1_000_000),
  /// Queue: partitions, each with a line and a worker of its own, which is a thread. The same on
  /// all nodes; another number leaves what is in line undecided in the partitions that are gone.
  QUEUE_PARTITIONS(8, 1, 1_000),
  /// Queue: acceptances in line in one partition, read or not; one more is told to come back. Each
  /// takes some 200 bytes of Redis.
  QUEUE_LENGTH(50_000, 1, 10_000_000),
  /// Queue: how long a partition stays with a worker that has stopped without saying so. Shorter
  /// than a deadline, so that its callers still get their decisions.
  QUEUE_LEASE(3_000, 100, 60_000),
  /// Queue: how often an acceptance is tried that fails by itself, not by the database or Redis
  /// being away; then it is a dead letter.
  QUEUE_TRIES(5, 1, 100),
  /// Queue: dead letters that a partition keeps; the oldest goes first.
  QUEUE_DEAD_LETTERS(10_000, 1, 1_000_000),
  /// How long the answer to a request that came with a key of its own is kept under that key. Each
  /// takes a few hundred bytes of the database.
  ANSWERS_KEPT(86_400_000, 1_000, 2_000_000_000),
  /// How long an engine that starts waits to be told what tables there are; then it does not start.
  START(10_000, 100, 600_000),
  /// How long making or changing the tables may take. An index of a large one takes minutes.
  MIGRATION_TIME(3_600_000, 1_000, 86_400_000),
  /// Rows that one page of collections or events has at most.
  PAGE(1_000, 1, 10_000);

  private final int byDefault;
  private final int min;
  private final int max;

  Setting(int byDefault, int min, int max) {
    this.byDefault = byDefault;
    this.min = min;
    this.max = max;
  }

  /// The name in a configuration.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int byDefault() {
    return byDefault;
  }

  public int min() {
    return min;
  }

  public int max() {
    return max;
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }
}
