package dev.stockade.engine.groupcommit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tickets in the order of their arrival, until they are taken. Bounded by the room that they have
/// taken before they come here.
///
/// Thread-safe.
final class Arrivals<T extends Ticket> {
  private final int many;
  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> whenMany = new AtomicReference<>();

  /// @param many how many tickets are many
  Arrivals(int many) {
    this.many = many;
  }

  void add(T ticket) {
    queue.add(ticket);
    count.incrementAndGet();
  }

  void add(Collection<T> tickets) {
    queue.addAll(tickets);
    count.addAndGet(tickets.size());
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  boolean areMany() {
    return count.get() >= many;
  }

  /// Takes the first ones.
  ///
  /// @param weight of all that are taken, at least; the last one may go beyond it
  List<T> take(int weight) {
    var taken = new ArrayList<T>();
    int left = weight;
    T ticket;
    while (left > 0 && (ticket = queue.poll()) != null) {
      taken.add(ticket);
      left -= ticket.weight();
    }
    count.addAndGet(-taken.size());
    return taken;
  }

  /// Has something done once there are many, in place of what was to be done before.
  ///
  /// @param action runs at most once, on the thread of whoever sees it: must not block
  void whenMany(Runnable action) {
    whenMany.set(action);
    tell();
  }

  /// Has nothing done.
  void never() {
    whenMany.set(null);
  }

  /// Those who added have added all of theirs.
  void tell() {
    if (areMany() && whenMany.get() != null) {
      Runnable action = whenMany.getAndSet(null);
      if (action != null) {
        action.run();
      }
    }
  }
}
