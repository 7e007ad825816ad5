package dev.stockade.lab.campaign.fault;

import dev.stockade.lab.campaign.notes.Breakage;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.site.Site;
import dev.stockade.lab.campaign.site.Wait;
import dev.stockade.proof.fault.Cut;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Hold;
import dev.stockade.proof.fault.Line;
import dev.stockade.proof.fault.Marks;
import java.time.Duration;
import java.util.function.Consumer;

/// Breaks the connections between the servers and PostgreSQL, one strike after another.
final class Lines {
  /// How long a statement is waited for at which a connection shall break.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// For how long connections that lost bytes are still in use after the line is open again: until
  /// the deadline of the calls on them, and a little.
  private static final Duration AFTERMATH = Duration.ofMillis(Site.DEADLINE_MILLIS + 1_000L);

  private static final int MOST_AT_ONCE = 3;
  private static final double RELEASED = 0.7;
  private static final long SLOWEST_MILLIS = 150;

  private final FaultProxy proxy;
  private final Notes notes;
  private final Consumer<String> teller;

  Lines(FaultProxy proxy, Notes notes, Consumer<String> teller) {
    this.proxy = proxy;
    this.notes = notes;
    this.teller = teller;
  }

  int commit(Strike strike) throws InterruptedException {
    long from = notes.now();
    int times =
        switch (strike.fault()) {
          case RESET_LINES -> reset();
          case SILENCE_LINES -> silence(strike.lasts());
          case SLOW_LINES -> slow(strike);
          case REFUSE_LINES -> refuse(strike.lasts());
          case CUT_BEFORE -> cutBefore(atOnce(strike));
          case CUT_COMMIT -> cutCommit(atOnce(strike));
          case CUT_AND_AWAY -> cutAndAway(strike.lasts());
          case HOLD_COMMIT -> hold(strike);
          case KILL_SERVE,
              SIGTERM,
              PAUSE_SERVE,
              KILL_POSTGRES,
              RESTART_POSTGRES,
              PAUSE_POSTGRES,
              KILL_SESSION,
              KILL_ALL,
              KILL_DECIDING,
              KILL_WORKER,
              PAUSE_WORKER,
              FLUSH_REDIS,
              RESTART_REDIS,
              REDELIVER ->
              throw new IllegalArgumentException("no fault of lines: " + strike);
        };
    notes.broken(new Breakage(strike.fault().word(), 0, from, notes.now() + AFTERMATH.toNanos()));
    return times;
  }

  private static int atOnce(Strike strike) {
    return 1 + (int) (strike.variant() * MOST_AT_ONCE);
  }

  private int reset() {
    teller.accept("all connections to PostgreSQL are reset");
    proxy.reset();
    return 1;
  }

  private int silence(Duration lasts) throws InterruptedException {
    teller.accept("the connections are silent for %d ms".formatted(lasts.toMillis()));
    return whileLineIs(new Line.Silent(), lasts);
  }

  private int slow(Strike strike) throws InterruptedException {
    var delay = Duration.ofMillis(1 + (long) (strike.variant() * SLOWEST_MILLIS));
    teller.accept(
        "the connections are slow by %d ms for %d ms"
            .formatted(delay.toMillis(), strike.lasts().toMillis()));
    return whileLineIs(new Line.Slow(delay, delay), strike.lasts());
  }

  private int refuse(Duration lasts) throws InterruptedException {
    teller.accept("PostgreSQL cannot be reached for %d ms".formatted(lasts.toMillis()));
    return whileLineIs(new Line.Refusing(), lasts);
  }

  private int whileLineIs(Line line, Duration lasts) throws InterruptedException {
    proxy.line(line);
    try {
      Thread.sleep(lasts);
    } finally {
      proxy.line(new Line.Open());
    }
    return 1;
  }

  private int cutBefore(int times) throws InterruptedException {
    int cut = happened(proxy.cutBefore(Marks.commit(), times), times);
    teller.accept("cut before COMMIT, %d times".formatted(cut));
    return cut;
  }

  private int cutCommit(int times) throws InterruptedException {
    int cut = happened(proxy.cutBeforeReply(Marks.commit(), times), times);
    teller.accept("cut after COMMIT, before the reply, %d times".formatted(cut));
    return cut;
  }

  private int cutAndAway(Duration lasts) throws InterruptedException {
    int cut = happened(proxy.cutBeforeReply(Marks.commit(), 1), 1);
    if (cut > 0) {
      teller.accept(
          "cut after COMMIT, before the reply, and PostgreSQL cannot be reached for %d ms"
              .formatted(lasts.toMillis()));
      int _ = whileLineIs(new Line.Refusing(), lasts);
    }
    return cut;
  }

  private static int happened(Cut cut, int times) throws InterruptedException {
    try {
      boolean _ = Wait.until(PATIENCE, () -> cut.count() >= times);
      return cut.count();
    } finally {
      cut.disarm();
    }
  }

  private int hold(Strike strike) throws InterruptedException {
    int times = atOnce(strike);
    Hold hold = proxy.hold(Marks.commit(), times);
    try {
      boolean _ = Wait.until(PATIENCE, () -> hold.count() >= times);
      Thread.sleep(strike.lasts());
      int held = hold.count();
      teller.accept(
          "%d COMMITs held back for %d ms behind connections that broke: %s"
              .formatted(held, strike.lasts().toMillis(), end(hold, strike.variant())));
      return held;
    } finally {
      hold.disarm();
      hold.drop();
    }
  }

  private static String end(Hold hold, double variant) throws InterruptedException {
    if (variant >= RELEASED) {
      hold.drop();
      return "they never arrive";
    }
    try {
      return "they arrive, and %d are answered".formatted(hold.release(PATIENCE));
    } catch (IllegalStateException e) {
      return "they arrive, and not all are answered";
    }
  }
}
