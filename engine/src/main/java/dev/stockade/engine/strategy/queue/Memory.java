package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Decision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a worker knows beyond its sessions: who was told, and what it wrote for whom without being
/// sure that this was heard.
///
/// Only who wrote an acceptance knows for which request it did. Whoever decides that request again
/// finds it accepted, as if by an earlier one; therefore the writer says so, be it late and without
/// the lease.
///
/// Confined to the worker's thread.
final class Memory {
  /// Twice comes what was put in line twice, which nobody does in the way of business.
  private static final int MOST_TOLD = 10_000;

  private final Recent<Delivery.Sender> told = new Recent<>(MOST_TOLD);

  /// At most what one session had in flight: the next one begins by telling it.
  private final Map<Delivery.Sender, Decision.Done> untold = new LinkedHashMap<>();

  boolean isTold(Delivery.Sender sender) {
    return told.has(sender);
  }

  /// They were told, among them all for whom something was written.
  void areTold(Collection<Delivery.Sender> senders) {
    senders.forEach(told::add);
    untold.clear();
  }

  /// Something was done for a request, and it is not told yet.
  void wrote(Delivery.Sender sender, Decision.Done done) {
    untold.put(sender, done);
  }

  /// Adds all that is to be told.
  void addTo(Replies replies) {
    untold.forEach((sender, done) -> replies.add(sender, done, false));
  }

  /// All that was written is told.
  void writtenIsTold() {
    areTold(List.copyOf(untold.keySet()));
  }

  /// Tells it, whoever has the lease.
  void tell(Lease lease) throws InterruptedException {
    if (!untold.isEmpty()) {
      var replies = new Replies();
      addTo(replies);
      lease.turn(replies, Session.NEW, 0);
      writtenIsTold();
    }
  }
}
