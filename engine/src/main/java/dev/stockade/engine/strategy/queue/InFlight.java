package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Outcome;
import dev.stockade.engine.strategy.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The requests that a worker has read and not told.
///
/// Confined to the worker's thread, but for the end of a decision.
final class InFlight {
  private final Line line;
  private final Signal signal;
  private final Map<Delivery.Sender, Item> items = new HashMap<>();
  private final Memory memory;
  private final Queue<Item> ended = new ConcurrentLinkedQueue<>();
  private long progress = System.nanoTime();

  /// @param signal given when a decision ends
  InFlight(Line line, Memory memory, Signal signal) {
    this.line = line;
    this.memory = memory;
    this.signal = signal;
  }

  /// A request on its way to a decision.
  final class Item {
    private final Delivery first;
    private final Delivery.Sender sender;
    private final boolean again;
    private final List<String> ids = new ArrayList<>();
    private Line.Waiting waiting;

    private Item(Delivery first, Delivery.Sender sender, boolean again) {
      this.first = first;
      this.sender = sender;
      this.again = again;
      waiting = line.of(first.command(), this::end);
    }

    private void end() {
      ended.add(this);
      signal.give();
    }

    Delivery delivery() {
      return first;
    }

    Delivery.Sender sender() {
      return sender;
    }

    /// Whether another session has read it before, and may have decided it.
    boolean isAgain() {
      return again;
    }

    /// Its places in the stream: more than one where it came twice.
    List<String> ids() {
      return ids;
    }

    /// Throws what its transaction threw.
    Outcome outcome() throws InterruptedException {
      return waiting.outcome();
    }

    /// Puts it in line again.
    void again() {
      waiting = line.of(first.command(), this::end);
      line.add(List.of(waiting));
    }

    /// It has come to an end.
    void remove() {
      items.remove(sender);
      progress = System.nanoTime();
    }
  }

  /// Requests that came, in their order, to be put in line by [#start]. One that came twice is
  /// decided once: a refusal that was told must not become an acceptance.
  ///
  /// @param again whether another session has read it before
  /// @param fresh where to add it, unless it is in flight
  /// @return false where it was told before
  /// @throws IllegalArgumentException where it is no request
  boolean add(Delivery delivery, boolean again, List<Item> fresh) {
    Delivery.Sender sender = delivery.sender();
    if (memory.isTold(sender)) {
      return false;
    }
    Item item = items.get(sender);
    if (item == null) {
      item = new Item(delivery, sender, again);
      items.put(sender, item);
      fresh.add(item);
    }
    item.ids.add(delivery.id());
    return true;
  }

  /// Puts requests in line.
  void start(List<Item> fresh) {
    line.add(fresh.stream().map(item -> item.waiting).toList());
  }

  /// Those whose decisions have ended, the first of them first.
  Queue<Item> ended() {
    return ended;
  }

  int size() {
    return items.size();
  }

  /// Whether nothing has been told for a while, though something is in flight.
  boolean isStuck(Duration patience) {
    return !items.isEmpty() && System.nanoTime() - progress > patience.toNanos();
  }

  /// None of them is decided any more, unless a transaction has begun. All of them end.
  void abandon() {
    items.values().forEach(item -> item.waiting.abandon());
  }
}
