package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.ledger.Fence;
import dev.stockade.engine.strategy.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a worker does with a partition from taking it until it ends: first what others read and did
/// not tell, in its order, then what was never read.
///
/// It ends, with everything that is in flight abandoned, where the lease or the epoch is over, and
/// where something came to no decision: the next session begins with a new epoch, which waits for
/// transactions that may still commit.
///
/// Confined to the worker's thread.
final class Session implements AutoCloseable {
  private static final String NEW = ">";
  private static final int MOST_PER_TURN = 1_000;

  private final Lease lease;
  private final Bounds.Work bounds;
  private final Memory memory;
  private final InFlight inFlight;
  private final List<String> toldBefore = new ArrayList<>();
  private String after = "0";
  private boolean over;
  private boolean more = true;

  /// What outlives a session: what was told in those before, and what says that there is something
  /// to do.
  record Memory(Recent<Delivery.Sender> told, Signal signal) {}

  Session(Lease lease, Line line, Bounds.Work bounds, Memory memory) {
    this.lease = lease;
    this.bounds = bounds;
    this.memory = memory;
    this.inFlight = new InFlight(line, memory.told(), memory.signal());
  }

  /// Tells what was decided and reads on.
  ///
  /// @param reading whether to read on
  /// @return false where the session is over
  boolean turn(boolean reading) throws InterruptedException {
    Replies replies = replies();
    int room = Math.min(MOST_PER_TURN, bounds.inFlight() - inFlight.size());
    int most = reading && !over ? Math.max(0, room) : 0;
    Optional<List<Delivery>> read = lease.turn(replies, after, most);
    if (read.isEmpty()) {
      return false;
    }
    replies.senders().forEach(memory.told()::add);
    boolean draining = !after.equals(NEW) && most > 0;
    if (draining) {
      after = read.get().isEmpty() ? NEW : read.get().getLast().id();
    }
    add(read.get());
    more = draining || (most > 0 && read.get().size() == most) || !toldBefore.isEmpty();
    return !over && !inFlight.isStuck(bounds.patience());
  }

  boolean isIdle() {
    return inFlight.size() == 0;
  }

  /// Waits until there is something to do, at most until the lease wants to be renewed.
  void await() throws InterruptedException {
    if (!more && inFlight.ended().isEmpty()) {
      memory.signal().await(bounds.lease().dividedBy(3));
    }
  }

  @Override
  public void close() {
    inFlight.abandon();
  }

  private void add(List<Delivery> read) throws InterruptedException {
    var fresh = new ArrayList<InFlight.Item>();
    for (Delivery delivery : read) {
      try {
        if (!inFlight.add(delivery, fresh)) {
          toldBefore.add(delivery.id());
        }
      } catch (IllegalArgumentException e) {
        lease.fail(delivery, e.toString(), 1, "", "");
      }
    }
    inFlight.start(fresh);
  }

  private Replies replies() throws InterruptedException {
    var replies = new Replies();
    toldBefore.forEach(replies::remove);
    toldBefore.clear();
    InFlight.Item ended;
    while (replies.size() < MOST_PER_TURN && (ended = inFlight.ended().poll()) != null) {
      settle(ended, replies);
    }
    return replies;
  }

  private void settle(InFlight.Item item, Replies replies) throws InterruptedException {
    try {
      Outcome outcome = item.outcome();
      if (outcome instanceof Decision) {
        replies.add(item.delivery().sender(), outcome);
        item.ids().forEach(replies::remove);
        item.remove();
      } else {
        over = true;
      }
    } catch (Fence.Taken e) {
      over = true;
    } catch (RuntimeException e) {
      if (Failures.isOfTheRequest(e)) {
        fail(item, e);
      } else {
        over = true;
      }
    }
  }

  private void fail(InFlight.Item item, RuntimeException failure) throws InterruptedException {
    Delivery.Sender to = item.delivery().sender();
    String message = Replies.line(to, new InDoubt());
    switch (lease.fail(
        item.delivery(), failure.toString(), bounds.tries(), to.channel(), message)) {
      case LEASE_IS_OVER -> over = true;
      case TRY_AGAIN -> item.again();
      case DEAD -> item.remove();
    }
  }
}
