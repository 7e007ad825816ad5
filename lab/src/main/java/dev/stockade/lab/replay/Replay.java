package dev.stockade.lab.replay;

import dev.stockade.lab.arena.Arena;
import dev.stockade.lab.arena.Verdict;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.report.Screen;
import dev.stockade.lab.report.Ticker;
import java.time.Duration;

/// Sells a supply to the buyers of a trace.
public final class Replay {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ReplaySetup setup;
  private final Database database;
  private final Screen screen;

  public Replay(ReplaySetup setup, Database database, Screen screen) {
    this.setup = setup;
    this.database = database;
    this.screen = screen;
  }

  /// @throws dev.stockade.lab.Absent where the database does not let us, or fails
  public ReplayReport run() throws InterruptedException {
    var tape = new Tape();
    screen.step("creating tables");
    try (Arena arena = Arena.open(database, setup.contender(), "replay", setup.supply())) {
      var player = new Player(arena, setup.pace(), setup.seed(), tape);
      long start = System.nanoTime();
      try (var _ = new Ticker(SECOND, () -> showSecond(tape))) {
        player.play(setup.sales());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      showSecond(tape);
      screen.keep();
      Verdict verdict = arena.judge();
      return new ReplayReport(setup, tape, seconds, player.mostLate(), verdict);
    }
  }

  private void showSecond(Tape tape) {
    tape.cut();
    var picture = new Picture(setup.sales().size(), setup.supply());
    if (screen.isLive()) {
      screen.draw(picture.lines(tape.frame()));
    } else {
      screen.say(picture.line(tape.frame()));
    }
  }
}
