package dev.stockade.engine.strategy.queue;

import dev.stockade.engine.database.Transactions;
import dev.stockade.engine.ledger.Fences;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.strategy.Decider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The workers of a node, one for each partition, of which those work whose partition no other node
/// has. They have platform threads: a virtual one, woken by Redis, stands behind the hundreds of
/// callers whom it has just answered.
public final class Workers implements AutoCloseable {
  private final List<Worker> workers;
  private final List<Thread> threads = new ArrayList<>();
  private final Duration patience;

  /// What the workers write with.
  ///
  /// @param decider with lanes of its own: one batch in flight for each partition
  public record Writing(Transactions transactions, Fences fences, Decider decider) {}

  /// Starts them.
  public Workers(Partitions partitions, Redis redis, Writing writing, Bounds bounds) {
    var tools =
        new Worker.Tools(
            redis, partitions, writing.transactions(), writing.fences(), writing.decider());
    workers =
        IntStream.range(0, partitions.count())
            .mapToObj(number -> new Worker(tools, number, bounds))
            .toList();
    patience = bounds.work().patience();
    for (Worker worker : workers) {
      threads.add(Thread.ofPlatform().daemon().name("stockade-queue").start(worker));
    }
  }

  /// Has them end what is in flight, and give their partitions back.
  @Override
  public void close() {
    workers.forEach(Worker::close);
    try {
      for (Thread thread : threads) {
        thread.join(patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Thread::interrupt);
  }
}
