package dev.stockade.engine.strategy.queue;

import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Transactions;
import dev.stockade.engine.ledger.Fence;
import dev.stockade.engine.ledger.Fences;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Line;
import io.lettuce.core.RedisException;
import java.util.Optional;

/// Works on one partition whenever no other worker does: takes the lease in Redis, then the epoch
/// in the database, then decides what is in line.
///
/// Has a thread of its own.
final class Worker implements Runnable {
  private final Tools tools;
  private final int number;
  private final Bounds bounds;
  private final Signal signal = new Signal();
  private final Memory memory = new Memory();
  private boolean listens;
  private volatile boolean closing;

  /// What workers of a node share.
  record Tools(
      Redis redis,
      Partitions partitions,
      Transactions transactions,
      Fences fences,
      Decider decider) {}

  Worker(Tools tools, int number, Bounds bounds) {
    this.tools = tools;
    this.number = number;
    this.bounds = bounds;
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        boolean went = attempt();
        if (!went && !closing) {
          // Another worker may do better.
          Thread.sleep(bounds.work().pause());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends after what is in flight.
  void close() {
    closing = true;
    signal.give();
  }

  /// Takes the partition and works on it, or waits for it.
  ///
  /// @return false where that failed
  private boolean attempt() throws InterruptedException {
    try {
      Optional<Partition> partition = tools.redis().isUp() ? partition() : Optional.empty();
      if (partition.isEmpty()) {
        return false;
      }
      listen(partition.get());
      var lease = new Lease(tools.redis(), partition.get(), bounds.work());
      memory.tell(lease);
      if (!lease.acquire()) {
        signal.await(bounds.work().lease().dividedBy(3));
        return true;
      }
      try {
        return work(partition.get(), lease);
      } finally {
        lease.release();
      }
    } catch (RedisException | DatabaseException e) {
      return false;
    }
  }

  private Optional<Partition> partition() throws InterruptedException {
    return tools.partitions().all(deadline()).map(all -> all.get(number));
  }

  private void listen(Partition partition) {
    if (!listens) {
      listens = true;
      tools.redis().channels().listen(partition.wake(), message -> signal.give());
    }
  }

  /// @return whether it ended as it was told to
  private boolean work(Partition partition, Lease lease) throws InterruptedException {
    Optional<Fence> fence =
        tools
            .fences()
            .take(tools.transactions(), deadline(), partition.queue(), partition.number());
    if (fence.isEmpty()) {
      return false;
    }
    Line line = tools.decider().line(new Fenced(fence.get()));
    try (var session = new Session(lease, line, bounds.work(), memory, signal)) {
      boolean asTold = work(session);
      session.end();
      return asTold;
    }
  }

  private boolean work(Session session) throws InterruptedException {
    try {
      while (session.turn(!closing)) {
        if (closing && session.isIdle()) {
          return true;
        }
        session.await();
      }
      return false;
    } catch (RedisException e) {
      return false;
    }
  }

  private Deadline deadline() {
    return Deadline.in(bounds.work().patience(), System::nanoTime);
  }
}
