package dev.stockade.lab.report;

import java.io.PrintStream;
import java.util.List;

/// Where a run shows how far it is: lines that stay, and below them, on a terminal, a picture that
/// is redrawn in place. Thread-safe.
public final class Screen {
  private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

  private final PrintStream out;
  private final boolean live;
  private int pictureLines;

  /// @param live whether the stream is a terminal, where a picture can be redrawn
  public Screen(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  public boolean isLive() {
    return live;
  }

  /// Prints a line that stays. The picture is gone.
  public synchronized void say(String line) {
    erase();
    out.println(line);
    out.flush();
  }

  /// Replaces the picture. Does nothing where it cannot be redrawn.
  ///
  /// @param picture lines narrower than the terminal
  public synchronized void draw(List<String> picture) {
    if (live) {
      erase();
      picture.forEach(out::println);
      out.flush();
      pictureLines = picture.size();
    }
  }

  /// Tells what begins: on a terminal until something else is drawn, else as a line that stays.
  public void step(String line) {
    if (live) {
      draw(List.of(line));
    } else {
      say(line);
    }
  }

  /// Lets the picture stand as it is.
  public synchronized void keep() {
    pictureLines = 0;
  }

  /// Takes the picture away.
  public synchronized void clear() {
    erase();
    out.flush();
  }

  private void erase() {
    out.print(UP_AND_CLEAR.repeat(pictureLines));
    pictureLines = 0;
  }
}
