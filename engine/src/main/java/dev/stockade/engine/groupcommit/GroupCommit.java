package dev.stockade.engine.groupcommit;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Deferred;
import dev.stockade.core.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Serves callers in batches: a few lanes by hash of the collection, one transaction in flight in
/// each.
///
/// A row that a stranger's transaction holds does not stall a lane: its tickets go aside, to a lane
/// of their own that waits for the row. Those that come for it meanwhile pass through the lane and
/// go after them, so that the commands of a call on one collection are decided in their order.
///
/// With no lanes group commit is off: each call has a lane of its own, which waits for its rows.
///
/// Thread-safe.
public final class GroupCommit<T extends Ticket> {
  private final Groups.Means means;
  private final Function<T, CollectionId> collection;
  private final Lane.Shop<T> shop;
  private final List<Lane<T>> lanes = new ArrayList<>();
  private final Map<CollectionId, Lane<T>> aside = new ConcurrentHashMap<>();

  GroupCommit(Groups.Means means, Batch<T> work, Function<T, CollectionId> collection) {
    this.means = means;
    this.collection = collection;
    this.shop =
        new Lane.Shop<>(
            means,
            work,
            this::ended,
            ticket -> !aside.isEmpty() && aside.containsKey(collection.apply(ticket)),
            this::waitAside);
    for (int i = 0; i < means.bounds().lanes(); i++) {
      lanes.add(new Lane<>(shop, Patience.SKIP, new Semaphore(1), GroupCommit::nothing));
    }
  }

  /// Puts the tickets of a call in line and waits for their outcomes.
  ///
  /// @return an outcome for each, in their order
  /// @throws InterruptedException where nothing of any ticket was or will be written
  public List<Outcome> serve(Caller caller, List<T> tickets) throws InterruptedException {
    try {
      enter(tickets);
    } catch (RuntimeException | Error e) {
      caller.leave();
      throw e;
    }
    return caller.await(tickets, means.backoff().longest(), means.watch()::park);
  }

  /// Puts tickets in line. Where there is no room they are told so.
  public void enter(List<T> tickets) {
    if (!means.room().tryAcquire(weight(tickets))) {
      tickets.forEach(ticket -> ticket.answer(new Deferred.Busy(means.backoff().longest())));
    } else if (lanes.isEmpty()) {
      var own = new Lane<>(shop, Patience.WAIT, new Semaphore(1), GroupCommit::nothing);
      own.add(tickets);
      own.wake();
    } else if (tickets.size() == 1) {
      Lane<T> lane = lane(tickets.getFirst());
      lane.add(tickets.getFirst());
      lane.wake();
    } else {
      var moved = new LinkedHashSet<Lane<T>>();
      for (T ticket : tickets) {
        Lane<T> lane = lane(ticket);
        lane.add(ticket);
        moved.add(lane);
      }
      moved.forEach(Lane::wake);
    }
  }

  private void ended(T ticket) {
    means.room().release(ticket.weight());
    ticket.ended(means.backoff().longest());
  }

  private int weight(List<T> tickets) {
    return tickets.stream().mapToInt(Ticket::weight).sum();
  }

  private static void nothing() {}

  private Lane<T> lane(T ticket) {
    return lanes.get(Math.floorMod(collection.apply(ticket).hashCode(), lanes.size()));
  }

  /// A lane that is taken out of the map while somebody adds to it starts again by itself.
  private void waitAside(T ticket) {
    CollectionId id = collection.apply(ticket);
    Lane<T> lane =
        aside.computeIfAbsent(
            id, key -> new Lane<>(shop, Patience.LOCK, means.asideGate(), () -> aside.remove(key)));
    lane.add(ticket);
    lane.wake();
  }
}
