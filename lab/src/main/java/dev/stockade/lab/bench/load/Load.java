package dev.stockade.lab.bench.load;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.Told;
import dev.stockade.lab.bench.machine.Cpu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/// Callers who accept one bid after another, each a virtual thread that waits for its answer before
/// it asks anew. Used once.
///
/// A call is measured where it ends within the measured time, or is under way at its end: nobody
/// who waits long is left out. The latency of one that ends later counts; it is not counted as done
/// in the measured time.
public final class Load {
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  private final Contestant contestant;
  private final Plan plan;
  private final boolean allRefused;
  private final Told told;
  private final Score score = new Score();
  private final AtomicInteger next;

  /// @param allRefused whether everything is sold out; bids are asked for again then
  /// @param told for as many bids as there are
  public Load(Contestant contestant, Plan plan, boolean allRefused, Told told) {
    this.contestant = contestant;
    this.plan = plan;
    this.allRefused = allRefused;
    this.told = told;
    this.next = new AtomicInteger(told.first());
  }

  /// @throws Absent where a party failed
  public Measured run(Cpu cpu) throws InterruptedException {
    var go = new CountDownLatch(1);
    var window = new Window[1];
    var ended = new CountDownLatch(plan.callers());
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < plan.callers(); i++) {
      callers.add(Thread.startVirtualThread(() -> live(go, window, ended)));
    }
    window[0] = Window.of(plan.warmUp(), plan.measured(), plan.patience());
    go.countDown();
    TimeUnit.NANOSECONDS.sleep(window[0].from() - System.nanoTime());
    Cpu.Reading before = cpu.read();
    TimeUnit.NANOSECONDS.sleep(window[0].to() - System.nanoTime());
    Cpu.Reading after = cpu.read();
    ended.await(window[0].end() - System.nanoTime(), TimeUnit.NANOSECONDS);
    long unfinished = ended.getCount();
    callers.forEach(Thread::interrupt);
    if (!ended.await(GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
      throw new Absent("callers did not end when they were interrupted");
    }
    return measured(window[0], unfinished, before.until(after));
  }

  private Measured measured(Window window, long unfinished, Cpu.Split split) {
    score
        .failure()
        .ifPresent(
            e -> {
              throw e instanceof Absent absent
                  ? absent
                  : new Absent("a caller failed: " + e.getMessage(), e);
            });
    long to = score.exhaustedAt().filter(at -> at - window.to() < 0).orElse(window.to());
    double seconds = Math.max(0, to - window.from()) / 1e9;
    return new Measured(
        score.done(),
        seconds,
        spaced(seconds),
        new Measured.Troubles(unfinished, score.deferrals(), score.unexpectedAnswers()),
        split,
        to - window.to() < 0);
  }

  /// Each caller would have asked at a steady pace, had it not had to wait: who waited long would
  /// have asked, and waited, several times meanwhile. Without that, one caller who starves
  /// disappears among the many calls of those who were served.
  private Histogram spaced(double seconds) {
    if (score.done() == 0) {
      return score.latencies();
    }
    double calls = (double) score.done() / contestant.block();
    double pace = plan.callers() * seconds * 1e9 / calls;
    return score.latencies().copyCorrectedForCoordinatedOmission(Math.max(1, (long) pace));
  }

  private void live(CountDownLatch go, Window[] window, CountDownLatch ended) {
    try {
      go.await();
      ask(window[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      score.failed(e);
    } finally {
      ended.countDown();
    }
  }

  private void ask(Window window) throws InterruptedException {
    long start = System.nanoTime();
    while (!window.isOver(start)) {
      int bid = next();
      if (bid < 0) {
        score.exhausted(start);
        return;
      }
      Reply reply = answer(bid);
      long end = System.nanoTime();
      if (reply instanceof Reply.Accepted) {
        for (int i = 0; i < contestant.block(); i++) {
          told.accepted(bid + i);
        }
      }
      if (reply instanceof Reply.Refused != allRefused) {
        score.unexpected();
      }
      if (window.isMeasured(end) || window.isOver(end)) {
        score.answered(end - start, window.isMeasured(end), contestant.block());
      }
      start = end;
    }
  }

  private int next() {
    int bid = next.getAndAdd(contestant.block());
    if (allRefused) {
      return Math.floorMod(bid, told.bids());
    }
    return bid + contestant.block() <= told.bids() ? bid : -1;
  }

  private Reply answer(int bid) throws InterruptedException {
    while (true) {
      Reply reply = contestant.accept(bid);
      if (!(reply instanceof Reply.Later later)) {
        return reply;
      }
      score.deferred();
      Thread.sleep(later.pause());
    }
  }
}
