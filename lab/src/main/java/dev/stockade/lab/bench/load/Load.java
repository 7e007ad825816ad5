package dev.stockade.lab.bench.load;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.Told;
import dev.stockade.lab.bench.machine.Cpu;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Callers who accept one bid after another, each of which waits for its answer before it asks
/// anew. Used once.
public final class Load {
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  private final Entrant entrant;
  private final Plan plan;
  private final Score score = new Score();
  private final Desk desk;

  /// @param allRefused whether everything is sold out; bids are asked for again then
  /// @param told for as many bids as there are
  public Load(Entrant entrant, Plan plan, boolean allRefused, Told told) {
    this.entrant = entrant;
    this.plan = plan;
    this.desk = new Desk(entrant.block(), allRefused, told, plan.callers(), score);
  }

  /// @throws Absent where a party failed
  public Measured run(Cpu cpu) throws InterruptedException {
    List<Thread> callers = entrant.start(plan.callers(), desk);
    Window window = Window.of(plan.warmUp(), plan.measured(), plan.patience());
    desk.open(window);
    TimeUnit.NANOSECONDS.sleep(window.from() - System.nanoTime());
    Cpu.Reading before = cpu.read();
    TimeUnit.NANOSECONDS.sleep(window.to() - System.nanoTime());
    Cpu.Reading after = cpu.read();
    desk.awaitEmpty(Duration.ofNanos(window.end() - System.nanoTime()));
    long unfinished = desk.inside();
    callers.forEach(Thread::interrupt);
    if (!desk.awaitEmpty(GOODBYE)) {
      throw new Absent("callers did not end when they were interrupted");
    }
    return measured(window, unfinished, before.until(after));
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
    double calls = (double) score.done() / entrant.block();
    double pace = plan.callers() * seconds * 1e9 / calls;
    return score.latencies().copyCorrectedForCoordinatedOmission(Math.max(1, (long) pace));
  }
}
