package dev.stockade.server.streaming;

import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.FeedEvent;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Notices;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Asks, for all streams of this node at once, how long the lines of events are that they follow.
/// The streams read what is new themselves, so nothing is kept for those who are slow. Thread-safe.
///
/// @param <K> what is followed
public final class Tailer<K> implements AutoCloseable {
  /// After a question it rests so many times as long as that took: asking takes a small part of the
  /// database's time, however much there is to look at.
  private static final int REST = 20;

  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private final Logs<K> logs;
  private final Room room;
  private final Duration poll;
  private final Notices notices;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Condition due = lock.newCondition();
  // The next two are guarded by the lock.
  private final Map<K, Watch> watched = new HashMap<>();
  private boolean closed;

  /// A line that is followed.
  private static final class Watch {
    int streams;
    long length;
  }

  private Tailer(Logs<K> logs, Room room, Duration poll, Notices notices) {
    this.logs = logs;
    this.room = room;
    this.poll = poll;
    this.notices = notices;
    Thread.ofVirtual().name("stockade-tailer").start(this::ask);
  }

  /// Follows logs of collections.
  ///
  /// @param poll the least time between two questions
  /// @param notices hears of what must not happen
  public static Tailer<CollectionId> ofCollections(
      Stockade engine, Room room, Duration poll, Notices notices) {
    return new Tailer<>(new CollectionLogs(engine), room, poll, notices);
  }

  /// Follows feeds of tenants.
  public static Tailer<TenantId> ofTenants(
      TenantFeeds feeds, Room room, Duration poll, Notices notices) {
    return new Tailer<>(feeds, room, poll, notices);
  }

  /// Follows a line of events from a position on; empty where there are as many streams as there
  /// may be.
  public Optional<Tail> follow(K key, long after) {
    if (!room.free().tryAcquire()) {
      return Optional.empty();
    }
    lock.lock();
    try {
      watched.computeIfAbsent(key, it -> new Watch()).streams++;
      return Optional.of(new Tail(new Followed(key), room.page(), after));
    } finally {
      lock.unlock();
    }
  }

  private final class Followed implements Tail.Line {
    private final K key;

    Followed(K key) {
      this.key = key;
    }

    @Override
    public boolean awaitMore(long position, Duration time) throws InterruptedException {
      long left = time.toNanos();
      lock.lock();
      try {
        while (!isLonger(position) && left > 0) {
          left = told.awaitNanos(left);
        }
        return isLonger(position);
      } finally {
        lock.unlock();
      }
    }

    private boolean isLonger(long position) {
      Watch watch = watched.get(key);
      return watch != null && watch.length > position;
    }

    @Override
    public List<FeedEvent> read(long after, int limit) throws InterruptedException {
      return logs.read(key, after, limit);
    }

    @Override
    public void leave() {
      lock.lock();
      try {
        watched.computeIfPresent(key, (it, watch) -> --watch.streams == 0 ? null : watch);
      } finally {
        lock.unlock();
      }
      room.free().release();
    }
  }

  private void ask() {
    try {
      Duration rest = poll;
      for (List<K> keys = next(rest); !closed(); keys = next(rest)) {
        long begun = System.nanoTime();
        if (!keys.isEmpty()) {
          tell(lengths(keys));
        }
        rest = rest(Duration.ofNanos(System.nanoTime() - begun));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration rest(Duration taken) {
    Duration fair = taken.multipliedBy(REST);
    Duration rest = fair.compareTo(LONGEST_REST) < 0 ? fair : LONGEST_REST;
    return rest.compareTo(poll) > 0 ? rest : poll;
  }

  private Map<K, Long> lengths(List<K> keys) throws InterruptedException {
    try {
      return logs.lengths(keys);
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

  /// What to ask for, once it is time.
  private List<K> next(Duration rest) throws InterruptedException {
    long left = rest.toNanos();
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

  private void tell(Map<K, Long> lengths) {
    lock.lock();
    try {
      lengths.forEach(
          (key, length) ->
              watched.computeIfPresent(
                  key,
                  (it, watch) -> {
                    watch.length = length;
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
