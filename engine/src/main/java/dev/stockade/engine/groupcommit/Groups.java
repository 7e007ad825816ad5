package dev.stockade.engine.groupcommit;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.call.Watch;
import dev.stockade.engine.database.Backoff;
import dev.stockade.engine.database.Transactions;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// What every kind of group commit of an engine shares: the transactions, the bounds, the room.
///
/// Thread-safe.
public final class Groups implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ExecutorService lanes = platformThreads();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Means means;

  /// @param lanes for those whom everybody else waits for
  /// @param threads for those who wait for strangers
  /// @param room for tickets under way, by their weight
  /// @param asideGate bounds the batches that wait for a stranger's lock
  record Means(
      Transactions transactions,
      Backoff backoff,
      Bounds bounds,
      ExecutorService lanes,
      Executor threads,
      Semaphore room,
      Semaphore asideGate,
      Watch watch) {}

  /// @param room tickets under way
  public Groups(Transactions transactions, Backoff backoff, Bounds bounds, int room) {
    this.means =
        new Means(
            transactions,
            backoff,
            bounds,
            lanes,
            threads,
            new Semaphore(room),
            new Semaphore(bounds.aside(), true),
            new Watch(threads));
  }

  /// As many as there are lanes at work, and readers ahead of them. A virtual thread would stand
  /// behind a thousand callers, all of whom it has just answered, whenever the database answers it.
  private static ExecutorService platformThreads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE.toMillis(),
        TimeUnit.MILLISECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name("stockade-lane-", 1).factory());
  }

  /// How long a caller that was deferred is told to wait.
  public Duration retryAfter() {
    return means.backoff().longest();
  }

  /// By which callers wait.
  public Watch watch() {
    return means.watch();
  }

  /// One kind of work in batches.
  ///
  /// @param collection that of a ticket
  public <T extends Ticket> GroupCommit<T> of(Batch<T> work, Function<T, CollectionId> collection) {
    return new GroupCommit<>(means, work, collection);
  }

  @Override
  public void close() {
    means.watch().close();
    lanes.shutdownNow();
    threads.shutdownNow();
  }
}
