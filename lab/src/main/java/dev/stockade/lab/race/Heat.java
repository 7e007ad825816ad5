package dev.stockade.lab.race;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Price;
import dev.stockade.engine.Setting;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.lab.Threads;
import dev.stockade.lab.arena.Answer;
import dev.stockade.lab.arena.Arena;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;

/// One contender's turn: bids are placed, then all callers accept at the same moment. Used once.
final class Heat {
  private static final Price PRICE = new Price(100, "EUR");
  private static final int MOST_BIDS = Setting.COMMANDS_PER_CALL.byDefault();

  private final Arena arena;
  private final List<Bid> bids;
  private final List<Integer> order;
  private final Tally tally = new Tally();
  private final Histogram nanos = new Histogram(3);
  private volatile long start;

  Heat(Arena arena, int callers, long seed) {
    this.arena = arena;
    var random = new Random(seed);
    var ids = new TimeOrderedIds(InstantSource.system(), random);
    this.bids = new ArrayList<>();
    this.order = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      var id = new BidId(ids.next());
      bids.add(new Bid(id, arena.collection(), "caller " + (caller + 1), 1, PRICE));
      order.add(caller);
    }
    Collections.shuffle(order, random);
  }

  Tally tally() {
    return tally;
  }

  void placeBids() throws InterruptedException {
    for (int from = 0; from < bids.size(); from += MOST_BIDS) {
      arena.place(bids.subList(from, Math.min(bids.size(), from + MOST_BIDS)));
    }
  }

  /// Lets the callers loose and returns when each has its answer.
  void run() throws InterruptedException {
    var ready = new CountDownLatch(bids.size());
    var barrier = new CountDownLatch(1);
    var callers = new ArrayList<Callable<Answer>>();
    for (int caller : order) {
      callers.add(
          () -> {
            ready.countDown();
            barrier.await();
            return tally.count(arena.accept(caller + 1, bids.get(caller).id()));
          });
    }
    Thread.startVirtualThread(() -> start(ready, barrier));
    Threads.all(callers).forEach(answer -> nanos.recordValue(answer.nanos()));
  }

  private void start(CountDownLatch ready, CountDownLatch barrier) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the starter", e);
    }
    start = System.nanoTime();
    barrier.countDown();
  }

  double acceptsPerSecond() {
    double seconds = tally.secondsToLastAcceptance(start);
    return seconds > 0 ? tally.accepted() / seconds : 0;
  }

  double millisAtPercentile(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }

  /// Who asked for which bid, from 1.
  Map<BidId, Integer> callers() {
    var callers = new HashMap<BidId, Integer>();
    for (int caller = 0; caller < bids.size(); caller++) {
      callers.put(bids.get(caller).id(), caller + 1);
    }
    return callers;
  }
}
