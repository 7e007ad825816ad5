package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Fence;
import dev.stockade.engine.strategy.Line;
import io.lettuce.core.RedisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a worker does with a partition from taking it until it ends: first what others read and did
/// not tell, in its order, then what was never read.
///
/// It ends, with everything that is in flight abandoned, where the lease or the epoch is over, and
/// where something came to no decision: the next session begins with a new epoch, which waits for
/// transactions that may still commit. So does this one, and tells what they wrote.
///
/// Confined to the worker's thread.
final class Session implements AutoCloseable {
  /// The id after which to read what was never read.
  static final String NEW = ">";

  private static final int MOST_PER_TURN = 1_000;

  private final Lease lease;
  private final Bounds.Work bounds;
  private final Memory memory;
  private final Signal signal;
  private final InFlight inFlight;
  private final List<String> toldBefore = new ArrayList<>();
  private String after = "0";
  private boolean over;
  private boolean more = true;

  /// @param memory that of the worker
  /// @param signal says that there is something to do
  Session(Lease lease, Line line, Bounds.Work bounds, Memory memory, Signal signal) {
    this.lease = lease;
    this.bounds = bounds;
    this.memory = memory;
    this.signal = signal;
    this.inFlight = new InFlight(line, memory, signal);
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
      memory.writtenIsTold();
      return false;
    }
    memory.areTold(replies.senders());
    boolean draining = !after.equals(NEW) && most > 0;
    if (draining) {
      after = read.get().isEmpty() ? NEW : read.get().getLast().id();
    }
    add(read.get(), draining);
    more = draining || (most > 0 && read.get().size() == most) || !toldBefore.isEmpty();
    return !over && !inFlight.isStuck(bounds.patience());
  }

  boolean isIdle() {
    return inFlight.size() == 0;
  }

  /// Waits until there is something to do, at most until the lease wants to be renewed.
  void await() throws InterruptedException {
    if (!more && inFlight.ended().isEmpty()) {
      signal.await(bounds.lease().dividedBy(3));
    }
  }

  /// Waits for what may still be written, and tells it. What is not written is left to the next
  /// session, and so are refusals.
  void end() throws InterruptedException {
    inFlight.abandon();
    var deadline = Deadline.in(bounds.patience(), System::nanoTime);
    while (!isIdle() && !deadline.passed()) {
      InFlight.Item ended = inFlight.ended().poll();
      if (ended == null) {
        signal.await(deadline.left());
      } else {
        note(ended);
        ended.remove();
      }
    }
    memory.tell(lease);
  }

  private void note(InFlight.Item item) throws InterruptedException {
    try {
      if (item.outcome() instanceof Decision.Done done && !done.repeated()) {
        memory.wrote(item.sender(), done);
      }
    } catch (RuntimeException failed) {
      // It is decided again.
    }
  }

  @Override
  public void close() {
    inFlight.abandon();
  }

  /// @param again whether others have read it before
  private void add(List<Delivery> read, boolean again) throws InterruptedException {
    var fresh = new ArrayList<InFlight.Item>();
    try {
      for (Delivery delivery : read) {
        add(delivery, again, fresh);
      }
    } finally {
      inFlight.start(fresh);
    }
  }

  private void add(Delivery delivery, boolean again, List<InFlight.Item> fresh)
      throws InterruptedException {
    try {
      if (!inFlight.add(delivery, again, fresh)) {
        toldBefore.add(delivery.id());
      }
    } catch (IllegalArgumentException e) {
      lease.fail(delivery, e.toString(), 1, "", "");
    }
  }

  private Replies replies() throws InterruptedException {
    var replies = new Replies();
    toldBefore.forEach(replies::remove);
    toldBefore.clear();
    InFlight.Item ended;
    while (replies.size() < MOST_PER_TURN && (ended = inFlight.ended().poll()) != null) {
      settle(ended, replies);
    }
    memory.addTo(replies);
    return replies;
  }

  private void settle(InFlight.Item item, Replies replies) throws InterruptedException {
    try {
      if (item.outcome() instanceof Decision decision) {
        settle(item, decision, replies);
      } else {
        leave(item);
      }
    } catch (Fence.Taken e) {
      leave(item);
    } catch (RuntimeException e) {
      if (Failures.isOfTheRequest(e)) {
        fail(item, e);
      } else {
        leave(item);
      }
    }
  }

  private void settle(InFlight.Item item, Decision decision, Replies replies) {
    Delivery.Sender to = item.sender();
    if (decision instanceof Decision.Done done && !done.repeated()) {
      memory.wrote(to, done);
    } else {
      replies.add(to, decision, item.isAgain());
    }
    item.ids().forEach(replies::remove);
    item.remove();
  }

  /// To the next session.
  private void leave(InFlight.Item item) {
    over = true;
    item.remove();
  }

  private void fail(InFlight.Item item, RuntimeException failure) throws InterruptedException {
    Delivery.Sender to = item.sender();
    String message = Replies.line(to, new InDoubt());
    try {
      switch (lease.fail(
          item.delivery(), failure.toString(), bounds.tries(), to.channel(), message)) {
        case LEASE_IS_OVER -> leave(item);
        case TRY_AGAIN -> item.again();
        case DEAD -> item.remove();
      }
    } catch (RedisException e) {
      leave(item);
      throw e;
    }
  }
}
