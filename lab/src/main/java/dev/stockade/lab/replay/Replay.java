package dev.stockade.lab.replay;

import dev.stockade.lab.arena.Venue;
import dev.stockade.lab.arena.Verdict;
import dev.stockade.lab.report.Screen;
import dev.stockade.lab.report.Ticker;
import java.time.Duration;

/// Sells a supply to the buyers of a trace.
public final class Replay {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ReplaySetup setup;
  private final Opening opening;
  private final Screen screen;

  /// Opens the collection that is sold.
  @FunctionalInterface
  public interface Opening {
    Venue open(int supply) throws InterruptedException;
  }

  public Replay(ReplaySetup setup, Opening opening, Screen screen) {
    this.setup = setup;
    this.opening = opening;
    this.screen = screen;
  }

  /// @throws dev.stockade.lab.Absent where whom it asks does not let us, or fails
  public ReplayReport run() throws InterruptedException {
    var tape = new Tape();
    screen.step("opening a collection");
    try (Venue venue = opening.open(setup.supply())) {
      var player = new Player(venue, setup, tape);
      long start = System.nanoTime();
      try (var _ = new Ticker(SECOND, () -> showSecond(tape))) {
        player.play();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      showSecond(tape);
      screen.keep();
      Verdict verdict = venue.judge();
      return new ReplayReport(setup, venue.strategy(), tape, player.mostLate(), seconds, verdict);
    }
  }

  private void showSecond(Tape tape) {
    tape.cut();
    var picture = new Picture(setup.callers(), setup.supply());
    if (screen.isLive()) {
      screen.draw(picture.lines(tape.frame()));
    } else {
      screen.say(picture.line(tape.frame()));
    }
  }
}
