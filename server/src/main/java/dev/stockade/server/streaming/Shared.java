package dev.stockade.server.streaming;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Work that callers share: of those who come while it is under way, one does it again and all of
/// them have what came of that. So it runs once at a time for each key, however many ask, and what
/// a caller has was begun after he came. Thread-safe.
final class Shared<K, V> {
  /// What is done.
  interface Work<K, V> {
    V on(K key) throws InterruptedException;
  }

  private final Work<K, V> work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  // Guarded by the lock. Of keys that nobody asks for nothing is kept.
  private final Map<K, Turns<V>> turns = new HashMap<>();

  private static final class Turns<V> {
    int callers;
    long begun;
    boolean running;
    long ended;

    /// Of the turn that ended last.
    Optional<Result<V>> result = Optional.empty();
  }

  private sealed interface Result<V> {
    V value();
  }

  private record Value<V>(V value) implements Result<V> {}

  private record Failed<V>(RuntimeException failure) implements Result<V> {
    @Override
    public V value() {
      throw failure;
    }
  }

  Shared(Work<K, V> work) {
    this.work = work;
  }

  V get(K key) throws InterruptedException {
    lock.lock();
    try {
      Turns<V> ours = turns.computeIfAbsent(key, it -> new Turns<>());
      ours.callers++;
      try {
        return get(key, ours);
      } finally {
        if (--ours.callers == 0) {
          turns.remove(key);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private V get(K key, Turns<V> ours) throws InterruptedException {
    long wanted = ours.begun + 1;
    while (ours.ended < wanted) {
      if (ours.running) {
        done.await();
      } else {
        run(key, ours);
      }
    }
    return ours.result.orElseThrow().value();
  }

  /// Lets go of the lock meanwhile. Where it is interrupted nothing came of this turn, and another
  /// caller takes one.
  private void run(K key, Turns<V> ours) throws InterruptedException {
    long turn = ++ours.begun;
    ours.running = true;
    lock.unlock();
    Optional<Result<V>> result = Optional.empty();
    try {
      result = Optional.of(result(key));
    } finally {
      lock.lock();
      ours.running = false;
      if (result.isPresent()) {
        ours.ended = turn;
        ours.result = result;
      }
      done.signalAll();
    }
  }

  private Result<V> result(K key) throws InterruptedException {
    try {
      return new Value<>(work.on(key));
    } catch (RuntimeException e) {
      return new Failed<>(e);
    }
  }
}
