package dev.stockade.engine.groupcommit;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.database.Backoff;
import dev.stockade.engine.database.Transactions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// What every kind of group commit of an engine shares: the transactions, the bounds, the room.
///
/// Thread-safe.
public final class Groups implements AutoCloseable {
  private final Transactions transactions;
  private final Backoff backoff;
  private final Bounds bounds;
  private final Semaphore room;
  private final Semaphore asideGate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param room tickets under way
  public Groups(Transactions transactions, Backoff backoff, Bounds bounds, int room) {
    this.transactions = transactions;
    this.backoff = backoff;
    this.bounds = bounds;
    this.room = new Semaphore(room);
    this.asideGate = new Semaphore(bounds.aside(), true);
  }

  /// How long a caller that was deferred is told to wait.
  public Duration retryAfter() {
    return backoff.longest();
  }

  /// One kind of work in batches.
  ///
  /// @param collection that of a ticket
  public <T extends Ticket> GroupCommit<T> of(Batch<T> work, Function<T, CollectionId> collection) {
    return new GroupCommit<>(
        transactions, backoff, bounds, room, asideGate, threads, work, collection);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
