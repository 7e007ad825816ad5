package dev.stockade.lab.bench;

import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.report.Drawing;
import dev.stockade.lab.report.Screen;
import java.time.Duration;

/// Tells how far a bench is, and about how long it will take. Confined to one thread.
final class Progress {
  /// What a run takes besides what is measured: tables anew, bids, and the judges.
  private static final Duration AROUND = Duration.ofMillis(2_500);

  private final Screen screen;
  private final int all;
  private final long guess;
  private int warming;
  private long start;
  private int done;

  Progress(Screen screen, BenchSetup setup) {
    this.screen = screen;
    this.all = setup.cells().size() * setup.pace().runs();
    this.warming = setup.warming().size();
    this.guess = setup.pace().whole().plus(AROUND).toNanos();
  }

  /// A run that is not measured.
  void warms(Cell cell) {
    screen.step(
        "warming the JVM, about %s left: %s".formatted(duration(guess * (all + warming--)), cell));
  }

  void begin(Cell cell) {
    if (done == 0) {
      start = System.nanoTime();
    }
    screen.step("run %d of %d, about %s left: %s".formatted(done + 1, all, left(), cell));
  }

  void ended(Cell cell, Run run) {
    done++;
    String told =
        cell.party().kind() == Party.Kind.BOUND || run.isVerified()
            ? "%s/s".formatted(Drawing.count(Math.round(run.measured().perSecond())))
            : "NOT VERIFIED: " + run.fault();
    screen.say("run %d of %d: %s: %s".formatted(done, all, cell, told));
  }

  /// As long for each as it took until now, and for the first as long as it is made to take.
  private String left() {
    long each = done == 0 ? guess : (System.nanoTime() - start) / done;
    return duration(each * (all - done));
  }

  private static String duration(long nanos) {
    long seconds = Duration.ofNanos(nanos).toSeconds();
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
