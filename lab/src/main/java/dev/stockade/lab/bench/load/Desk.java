package dev.stockade.lab.bench.load;

import dev.stockade.lab.bench.ground.Told;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Where the callers of one load take their bids, and leave what they were answered. Thread-safe.
///
/// A call is measured where it ends within the measured time, or is under way at its end: nobody
/// who waits long is left out. The latency of one that ends later counts; it is not counted as done
/// in the measured time.
public final class Desk {
  private final int block;
  private final boolean allRefused;
  private final Told told;
  private final Score score;
  private final AtomicInteger next;
  private final CountDownLatch open = new CountDownLatch(1);
  private final CountDownLatch left;
  private volatile @Nullable Window window;

  /// @param block bids of one call
  /// @param allRefused whether everything is sold out; bids are asked for again then
  Desk(int block, boolean allRefused, Told told, int callers, Score score) {
    this.block = block;
    this.allRefused = allRefused;
    this.told = told;
    this.score = score;
    this.next = new AtomicInteger(told.first());
    this.left = new CountDownLatch(callers);
  }

  void open(Window times) {
    window = times;
    open.countDown();
  }

  /// Returns when the time begins.
  public void awaitOpening() throws InterruptedException {
    open.await();
  }

  /// The first bid of the next call; empty where the time is over, or no bid is left.
  ///
  /// @param now on the clock of [System#nanoTime]
  public OptionalInt next(long now) {
    if (times().isOver(now)) {
      return OptionalInt.empty();
    }
    int bid = next.getAndAdd(block);
    if (allRefused) {
      return OptionalInt.of(Math.floorMod(bid, told.bids()));
    }
    if (bid + block <= told.bids()) {
      return OptionalInt.of(bid);
    }
    score.exhausted(now);
    return OptionalInt.empty();
  }

  /// A call has its answer.
  ///
  /// @param reply not to come later
  public void decided(int bid, Reply reply, long start, long end) {
    if (reply instanceof Reply.Accepted) {
      for (int i = 0; i < block; i++) {
        told.accepted(bid + i);
      }
    }
    if (reply instanceof Reply.Refused != allRefused) {
      score.unexpected();
    }
    Window times = times();
    if (times.isMeasured(end) || times.isOver(end)) {
      score.answered(end - start, times.isMeasured(end), block);
    }
  }

  /// A caller was told to come back.
  public void deferred() {
    score.deferred();
  }

  /// A caller cannot go on, and with it the whole load is void.
  public void failed(Exception e) {
    score.failed(e);
  }

  /// A caller does not ask any more. Once for each.
  public void leave() {
    left.countDown();
  }

  /// Callers that have not left.
  long inside() {
    return left.getCount();
  }

  boolean awaitEmpty(Duration time) throws InterruptedException {
    return left.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Window times() {
    Window times = window;
    if (times == null) {
      throw new IllegalStateException("asked before the time began");
    }
    return times;
  }
}
