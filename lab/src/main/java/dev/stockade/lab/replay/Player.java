package dev.stockade.lab.replay;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Price;
import dev.stockade.lab.arena.Arena;
import dev.stockade.lab.trace.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends the rows of a trace, each when it is due, each from a thread of its own. Used once.
final class Player {
  /// Rows that are under way at once. Where the database is slower than the trace, the next row
  /// waits for room and is late.
  private static final int MOST_UNDER_WAY = 1_000;

  private static final String CURRENCY = "ETH";

  private final Arena arena;
  private final Pace pace;
  private final RowIds ids;
  private final Tape tape;
  private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private long mostLateNanos;

  Player(Arena arena, Pace pace, long seed, Tape tape) {
    this.arena = arena;
    this.pace = pace;
    this.ids = new RowIds(seed);
    this.tape = tape;
  }

  /// Returns when each row has its answer.
  void play(List<Sale> sales) throws InterruptedException {
    Instant first = sales.getFirst().at();
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int position = 0; position < sales.size() && failure.get() == null; position++) {
        Sale sale = sales.get(position);
        long due = start + pace.nanos(first, sale.at());
        sleepUntil(due);
        room.acquire();
        mostLateNanos = Math.max(mostLateNanos, System.nanoTime() - due);
        tape.begin(sale.at());
        int caller = position + 1;
        BidId id = ids.next(sale.at(), position);
        callers.execute(() -> call(caller, id, sale));
      }
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /// How late a row began at most, because the database was slower than the trace. Says nothing
  /// where no row has a time.
  Duration mostLate() {
    return pace.isMax() ? Duration.ZERO : Duration.ofNanos(mostLateNanos);
  }

  private void call(int caller, BidId id, Sale sale) {
    var price = new Price(sale.microEth(), CURRENCY);
    try {
      arena.place(List.of(new Bid(id, arena.collection(), sale.buyer(), 1, price)));
      tape.end(arena.accept(caller, id));
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
