package dev.stockade.lab.trace;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads comma-separated values as RFC 4180 has them: fields in quotes may contain commas, line
/// ends and doubled quotes. Blank lines are no records. Not thread-safe.
///
/// A record that breaks the rules is told as such, and reading goes on behind it. Where a quote is
/// never closed, that is the line after the one with the quote: a single slip does not swallow the
/// rest of the file.
final class CsvReader {
  /// A quoted field may run over this many lines; beyond them its quote counts as never closed.
  static final int MAX_LINES = 100;

  sealed interface Entry {
    /// The line on which it begins, from 1.
    long line();
  }

  record Fields(long line, List<String> values) implements Entry {
    Fields {
      values = List.copyOf(values);
    }
  }

  /// @param column the number of the broken field, from 1
  record Malformed(long line, int column, String reason) implements Entry {}

  private final Lines lines;

  CsvReader(Reader reader) {
    this.lines = new Lines(reader);
  }

  /// The next record, or empty at the end.
  Optional<Entry> next() throws IOException {
    Optional<Lines.Line> line = lines.next();
    while (line.isPresent() && line.get().text().isBlank()) {
      line = lines.next();
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(entry(line.get()));
  }

  private Entry entry(Lines.Line first) throws IOException {
    var split = new Split();
    var further = new ArrayList<Lines.Line>();
    Lines.Line line = first;
    while (true) {
      if (line.cut()) {
        return giveUp(
            first, split, further, "the line is longer than " + Lines.MAX_LENGTH + " characters");
      }
      Optional<String> slip = split.add(line.text());
      if (slip.isPresent()) {
        return giveUp(first, split, further, slip.get());
      }
      if (!split.inQuotes()) {
        return new Fields(first.number(), split.fields());
      }
      Optional<Lines.Line> next = further.size() + 1 < MAX_LINES ? lines.next() : Optional.empty();
      if (next.isEmpty()) {
        return giveUp(first, split, further, "a quote is opened and never closed");
      }
      line = next.get();
      further.add(line);
    }
  }

  private Malformed giveUp(Lines.Line first, Split split, List<Lines.Line> further, String reason) {
    further.reversed().forEach(lines::putBack);
    return new Malformed(first.number(), split.column(), reason);
  }

  /// Splits one record, line by line.
  private static final class Split {
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private boolean inQuotes;

    boolean inQuotes() {
      return inQuotes;
    }

    List<String> fields() {
      return fields;
    }

    int column() {
      return fields.size() + 1;
    }

    /// Takes the next line of the record in.
    ///
    /// @return what is wrong with it, if anything is
    Optional<String> add(String line) {
      if (inQuotes) {
        field.append('\n');
      }
      boolean closed = false;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (inQuotes) {
          boolean doubled = c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
          if (c != '"' || doubled) {
            field.append(c);
          }
          i += doubled ? 1 : 0;
          closed = c == '"' && !doubled;
          inQuotes = !closed;
        } else if (c == ',') {
          end();
          closed = false;
        } else if (closed) {
          return Optional.of("text follows the closing quote");
        } else if (c != '"') {
          field.append(c);
        } else if (field.isEmpty()) {
          inQuotes = true;
        } else {
          return Optional.of("a quote stands inside a field that does not begin with one");
        }
      }
      if (!inQuotes) {
        end();
      }
      return Optional.empty();
    }

    private void end() {
      fields.add(field.toString());
      field.setLength(0);
    }
  }
}
