package dev.stockade.lab.replay;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Price;
import dev.stockade.lab.arena.Venue;
import dev.stockade.lab.trace.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends the rows of a trace, each when it is due, and with each row its crowd, every caller from a
/// thread of its own. Used once.
final class Player {
  /// Callers that are under way at once. Where the answers are slower than the trace, the next row
  /// waits for room and is late.
  private static final int MOST_UNDER_WAY = 1_000;

  private static final String CURRENCY = "ETH";

  private final Venue venue;
  private final ReplaySetup setup;
  private final RowIds ids;
  private final Tape tape;
  private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private int callers;
  private long mostLateNanos;

  Player(Venue venue, ReplaySetup setup, Tape tape) {
    this.venue = venue;
    this.setup = setup;
    this.ids = new RowIds(setup.seed(), venue.collection());
    this.tape = tape;
  }

  /// Returns when each caller has its answer.
  void play() throws InterruptedException {
    List<Sale> sales = setup.sales();
    Instant first = sales.getFirst().at();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int row = 0; row < sales.size() && failure.get() == null; row++) {
        Sale sale = sales.get(row);
        long due = start + setup.pace().nanos(first, sale.at());
        sleepUntil(due);
        send(threads, sale, sale.buyer(), false);
        mostLateNanos = Math.max(mostLateNanos, System.nanoTime() - due);
        for (int nth = 1; nth <= setup.crowd(); nth++) {
          send(threads, sale, "modelled " + nth, true);
        }
      }
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /// How late a row began at most, because the answers were slower than the trace. Says nothing
  /// where no row has a time.
  Duration mostLate() {
    return setup.pace().isMax() ? Duration.ZERO : Duration.ofNanos(mostLateNanos);
  }

  private void send(ExecutorService threads, Sale sale, String bidder, boolean modelled)
      throws InterruptedException {
    room.acquire();
    tape.begin(sale.at());
    BidId id = ids.next(sale.at(), callers);
    var bid = new Bid(id, venue.collection(), bidder, 1, new Price(sale.microEth(), CURRENCY));
    int caller = ++callers;
    threads.execute(() -> call(caller, bid, modelled));
  }

  private void call(int caller, Bid bid, boolean modelled) {
    try {
      tape.end(venue.offer(caller, bid), modelled);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      room.release();
    }
  }

  private static void sleepUntil(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}
