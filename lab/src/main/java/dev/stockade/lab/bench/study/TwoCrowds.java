package dev.stockade.lab.bench.study;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Told;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Callers of one collection, and callers of all others, each a virtual thread that asks without a
/// pause. How long the callers of the others wait is measured.
final class TwoCrowds {
  private static final int OF_ONE = 8;
  private static final int OF_OTHERS = 100;

  private final Contestant engine;
  private final BidBook book;
  private final UUID one;
  private final Told told;
  private final AtomicInteger nextOfOne = new AtomicInteger();
  private final AtomicInteger nextOfOthers = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean ended;

  TwoCrowds(Contestant engine, BidBook book, UUID one, Told told) {
    this.engine = engine;
    this.book = book;
    this.one = one;
    this.told = told;
  }

  void start() {
    for (int i = 0; i < OF_ONE; i++) {
      callers.add(Thread.startVirtualThread(() -> ask(nextOfOne, true)));
    }
    for (int i = 0; i < OF_OTHERS; i++) {
      callers.add(Thread.startVirtualThread(() -> ask(nextOfOthers, false)));
    }
  }

  /// The longest that a call for one of the others took that ended in the coming time.
  ///
  /// @throws Absent where a caller failed
  double slowestMillis(Duration time) throws InterruptedException {
    slowest.set(0);
    Thread.sleep(time);
    Exception e = failure.get();
    if (e != null) {
      throw new Absent("a caller failed: " + e.getMessage(), e);
    }
    if (nextOfOthers.get() >= told.bids()) {
      throw new Absent("the bids were used up; this machine is faster than expected");
    }
    return slowest.get() / 1e6;
  }

  /// Returns when each has its answer.
  void end() throws InterruptedException {
    ended = true;
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void ask(AtomicInteger next, boolean ofOne) {
    try {
      for (int bid = next(next, ofOne); bid >= 0; bid = next(next, ofOne)) {
        long start = System.nanoTime();
        accept(bid);
        if (!ofOne) {
          slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  /// The next bid on the one collection or on another; negative at the end.
  private int next(AtomicInteger next, boolean ofOne) {
    while (!ended) {
      int bid = next.getAndIncrement();
      if (bid >= told.bids()) {
        return -1;
      }
      if (book.collection(bid).value().equals(one) == ofOne) {
        return bid;
      }
    }
    return -1;
  }

  private void accept(int bid) throws InterruptedException {
    while (true) {
      switch (engine.accept(bid)) {
        case Reply.Accepted _ -> {
          told.accepted(bid);
          return;
        }
        case Reply.Refused _ ->
            throw new IllegalStateException("a bid was refused though nothing is sold out");
        case Reply.Later later -> Thread.sleep(later.pause());
      }
    }
  }
}
