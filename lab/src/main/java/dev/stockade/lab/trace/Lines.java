package dev.stockade.lab.trace;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The lines of a text, each with its number. A line ends with LF, CR LF, CR, or the text. Lines
/// can be put back. Not thread-safe.
final class Lines {
  /// The most characters of a line that are kept. A longer one is marked.
  static final int MAX_LENGTH = 65_536;

  /// @param number counts from 1
  /// @param cut whether the line went on behind [#MAX_LENGTH] characters
  record Line(long number, String text, boolean cut) {}

  private final Reader reader;
  private final Deque<Line> returned = new ArrayDeque<>();
  private long number;
  private boolean afterReturn;

  Lines(Reader reader) {
    this.reader = reader;
  }

  Optional<Line> next() throws IOException {
    Line first = returned.poll();
    return first == null ? read() : Optional.of(first);
  }

  /// Makes the line the next one again.
  void putBack(Line line) {
    returned.push(line);
  }

  private Optional<Line> read() throws IOException {
    int next = skipLineFeed(reader.read());
    if (next < 0) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    boolean cut = false;
    while (next >= 0 && next != '\n' && next != '\r') {
      if (text.length() < MAX_LENGTH) {
        text.append((char) next);
      } else {
        cut = true;
      }
      next = reader.read();
    }
    afterReturn = next == '\r';
    return Optional.of(new Line(++number, text.toString(), cut));
  }

  private int skipLineFeed(int next) throws IOException {
    boolean secondHalf = afterReturn && next == '\n';
    afterReturn = false;
    return secondHalf ? reader.read() : next;
  }
}
