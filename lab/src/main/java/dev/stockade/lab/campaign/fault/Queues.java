package dev.stockade.lab.campaign.fault;

import dev.stockade.lab.campaign.notes.Breakage;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.site.OwnQueue;
import dev.stockade.lab.campaign.site.Program;
import dev.stockade.lab.campaign.site.Site;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/// Breaks workers and Redis, one strike after another.
final class Queues {
  /// For how long the calls that it hit may still wait: until their deadline, once others have the
  /// partitions, and a little.
  private static final Duration AFTERMATH =
      Duration.ofMillis(Site.DEADLINE_MILLIS + OwnQueue.LEASE_MILLIS + 1_000L);

  private final OwnQueue queue;
  private final Notes notes;
  private final Consumer<String> teller;

  Queues(OwnQueue queue, Notes notes, Consumer<String> teller) {
    this.queue = queue;
    this.notes = notes;
    this.teller = teller;
  }

  int commit(Strike strike) throws InterruptedException {
    long from = notes.now();
    int times =
        switch (strike.fault()) {
          case KILL_WORKER -> kill(worker(strike), strike.lasts());
          case PAUSE_WORKER -> pause(worker(strike), strike.lasts());
          case FLUSH_REDIS -> flush();
          case RESTART_REDIS -> restart();
          case REDELIVER -> redeliver(strike);
          case KILL_SERVE,
              SIGTERM,
              PAUSE_SERVE,
              KILL_POSTGRES,
              RESTART_POSTGRES,
              PAUSE_POSTGRES,
              KILL_SESSION,
              KILL_ALL,
              KILL_DECIDING,
              RESET_LINES,
              SILENCE_LINES,
              SLOW_LINES,
              REFUSE_LINES,
              CUT_BEFORE,
              CUT_COMMIT,
              CUT_AND_AWAY,
              HOLD_COMMIT ->
              throw new IllegalArgumentException("no fault of a queue: " + strike);
        };
    notes.broken(new Breakage(strike.fault().word(), 0, from, notes.now() + AFTERMATH.toNanos()));
    return times;
  }

  private Program worker(Strike strike) {
    return queue.workers().get((int) (strike.variant() * queue.workers().size()));
  }

  private int kill(Program worker, Duration pause) throws InterruptedException {
    teller.accept("kill -9 of " + worker);
    worker.replace(pause);
    return 1;
  }

  private int pause(Program worker, Duration lasts) throws InterruptedException {
    teller.accept("%s stands still for %d ms".formatted(worker, lasts.toMillis()));
    worker.standStill(lasts);
    return 1;
  }

  private int flush() {
    teller.accept("everything in Redis is deleted");
    queue.flush();
    return 1;
  }

  private int restart() {
    teller.accept("Redis is killed and started empty");
    queue.restart();
    return 1;
  }

  private int redeliver(Strike strike) {
    var random = new Random(Double.doubleToLongBits(strike.variant()));
    int seen = queue.redeliver(strike.lasts(), random);
    teller.accept("%d requests are delivered five times, out of order".formatted(seen));
    return seen > 0 ? 1 : 0;
  }
}
