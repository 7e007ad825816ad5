package dev.stockade.lab.race;

import dev.stockade.lab.arena.Arena;
import dev.stockade.lab.arena.Contender;
import dev.stockade.lab.arena.Verdict;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.report.Drawing;
import dev.stockade.lab.report.Screen;
import dev.stockade.lab.report.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lets each contender sell the same stock to the same callers.
public final class Race {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration SAY = Duration.ofSeconds(2);
  private static final int BAR = 20;

  private final RaceSetup setup;
  private final Database database;
  private final Screen screen;

  public Race(RaceSetup setup, Database database, Screen screen) {
    this.setup = setup;
    this.database = database;
    this.screen = screen;
  }

  /// @throws dev.stockade.lab.Absent where the database does not let us, or fails
  public RaceReport run() throws InterruptedException {
    var finishes = new ArrayList<Finish>();
    for (Contender contender : setup.contenders()) {
      finishes.add(run(contender));
    }
    return new RaceReport(setup, database.toString(), finishes);
  }

  /// @param story what happened to the unit that was sold most often, empty if none was sold twice
  record Finish(Contender contender, RaceResult result, Verdict verdict, List<String> story) {}

  private Finish run(Contender contender) throws InterruptedException {
    String name = contender.name().value();
    screen.step("%-13s creating tables, placing %,d bids".formatted(name, setup.callers()));
    try (Arena arena = Arena.open(database, contender, "race", setup.stock())) {
      var heat = new Heat(arena, setup.callers(), setup.seed());
      heat.placeBids();
      try (var _ = progress(name, heat.tally())) {
        heat.run();
      }
      screen.step("%-13s reading the log, checking every answer".formatted(name));
      Verdict verdict = arena.judge();
      RaceResult result = result(name, heat, verdict);
      screen.say(summary(result));
      return new Finish(contender, result, verdict, Story.of(verdict.log(), heat.callers()));
    }
  }

  private Ticker progress(String name, Tally tally) {
    return new Ticker(screen.isLive() ? REDRAW : SAY, () -> show(name, tally));
  }

  private void show(String name, Tally tally) {
    String bar = screen.isLive() ? Drawing.bar(tally.answered(), setup.callers(), BAR) + "  " : "";
    screen.step(
        "%-13s %s%,d accepted, %,d sold out, %,d to go"
            .formatted(
                name, bar, tally.accepted(), tally.soldOut(), setup.callers() - tally.answered()));
  }

  private RaceResult result(String name, Heat heat, Verdict verdict) {
    return new RaceResult(
        name,
        setup.stock(),
        setup.callers(),
        heat.tally().accepted(),
        heat.tally().soldOut(),
        heat.tally().rateLimited(),
        heat.tally().undecided(),
        verdict.oversold(),
        verdict.violations(),
        rounded(heat.acceptsPerSecond(), 1),
        rounded(heat.millisAtPercentile(50), 3),
        rounded(heat.millisAtPercentile(99), 3));
  }

  private static double rounded(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }

  private static String summary(RaceResult result) {
    return String.format(
        Locale.ROOT,
        "%-13s %,d accepted, %,d sold out%s%s%s",
        result.strategy(),
        result.accepted(),
        result.soldOut(),
        result.rateLimited() > 0 ? ", %,d rate-limited".formatted(result.rateLimited()) : "",
        result.deferred() > 0 ? ", %,d undecided".formatted(result.deferred()) : "",
        result.oversold() > 0 ? ": %,d oversold".formatted(result.oversold()) : "");
  }
}
