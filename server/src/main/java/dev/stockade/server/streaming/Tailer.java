package dev.stockade.server.streaming;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Notices;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Asks, for all streams of this node at once, how far the logs are that they follow. The streams
/// read what is new themselves, so nothing is kept for those who are slow. Thread-safe.
public final class Tailer implements AutoCloseable {
  private final Stockade engine;
  private final int most;
  private final Duration poll;
  private final Notices notices;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Condition due = lock.newCondition();
  // The next three are guarded by the lock.
  private final Map<CollectionId, Watch> watched = new HashMap<>();
  private int streams;
  private boolean closed;

  /// A log that is followed.
  private static final class Watch {
    int streams;
    long version;
  }

  /// @param most streams at once
  /// @param poll between two questions
  /// @param notices hears of what must not happen
  public Tailer(Stockade engine, int most, Duration poll, Notices notices) {
    this.engine = engine;
    this.most = most;
    this.poll = poll;
    this.notices = notices;
    Thread.ofVirtual().name("stockade-tailer").start(this::ask);
  }

  /// Follows a log from a sequence on; empty where there are as many streams as there may be.
  public Optional<Tail> follow(CollectionId id, long after) {
    lock.lock();
    try {
      if (streams >= most) {
        return Optional.empty();
      }
      streams++;
      watched.computeIfAbsent(id, it -> new Watch()).streams++;
      return Optional.of(new Tail(engine, this, id, after));
    } finally {
      lock.unlock();
    }
  }

  void leave(CollectionId id) {
    lock.lock();
    try {
      streams--;
      watched.computeIfPresent(id, (it, watch) -> --watch.streams == 0 ? null : watch);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a log is known to be longer, for a while.
  boolean awaitMore(CollectionId id, long position, Duration time) throws InterruptedException {
    long left = time.toNanos();
    lock.lock();
    try {
      while (!isLonger(id, position) && left > 0) {
        left = told.awaitNanos(left);
      }
      return isLonger(id, position);
    } finally {
      lock.unlock();
    }
  }

  private boolean isLonger(CollectionId id, long position) {
    Watch watch = watched.get(id);
    return watch != null && watch.version > position;
  }

  private void ask() {
    try {
      for (List<CollectionId> ids = next(); !closed(); ids = next()) {
        if (!ids.isEmpty()) {
          tell(versions(ids));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<CollectionId, Long> versions(List<CollectionId> ids) throws InterruptedException {
    try {
      return engine.versions(ids);
    } catch (DatabaseException e) {
      return Map.of(); // Asked again soon.
    } catch (RuntimeException e) {
      notices.say("streams of events wait, by a defect of Stockade, please report it: " + e);
      return Map.of();
    }
  }

  private boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// The logs to ask for, once it is time.
  private List<CollectionId> next() throws InterruptedException {
    long left = poll.toNanos();
    lock.lock();
    try {
      while (!closed && left > 0) {
        left = due.awaitNanos(left);
      }
      return List.copyOf(watched.keySet());
    } finally {
      lock.unlock();
    }
  }

  private void tell(Map<CollectionId, Long> versions) {
    lock.lock();
    try {
      versions.forEach(
          (id, version) ->
              watched.computeIfPresent(
                  id,
                  (it, watch) -> {
                    watch.version = version;
                    return watch;
                  }));
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      due.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
