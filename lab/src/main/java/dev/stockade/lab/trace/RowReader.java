package dev.stockade.lab.trace;

import dev.stockade.core.Text;
import java.time.Instant;
import java.util.List;

/// Makes a sale of the fields of a row, or says what is wrong with the first bad one.
final class RowReader {
  static final List<String> COLUMNS = List.of("timestamp", "item", "price_eth", "seller", "buyer");

  /// The most characters that a bidder has.
  private static final int MAX_BUYER = 200;

  private static final int MAX_QUOTE = 40;

  /// What the file's decoder puts where bytes are not UTF-8: a code point that no text contains.
  static final char UNDECODABLE = '\uFFFF';

  /// A row that is no sale.
  static final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient BadRow row;

    private Rejection(BadRow row) {
      super(row.toString(), null, false, false);
      this.row = row;
    }

    BadRow row() {
      return row;
    }
  }

  private RowReader() {}

  static Sale read(CsvReader.Entry entry) throws Rejection {
    return switch (entry) {
      case CsvReader.Malformed(long line, int column, String reason) ->
          throw bad(line, column, reason);
      case CsvReader.Fields(long line, List<String> values) -> read(line, values);
    };
  }

  private static Sale read(long line, List<String> values) throws Rejection {
    if (values.size() != COLUMNS.size()) {
      throw bad(
          line,
          Math.min(values.size(), COLUMNS.size()) + 1,
          "the row has %d fields, not %d".formatted(values.size(), COLUMNS.size()));
    }
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).indexOf(UNDECODABLE) >= 0) {
        throw bad(line, i + 1, "is not UTF-8 text");
      }
    }
    return new Sale(
        line,
        at(line, values.get(0).strip()),
        values.get(1),
        price(line, values.get(2).strip()),
        values.get(3),
        buyer(line, values.get(4)));
  }

  private static Instant at(long line, String text) throws Rejection {
    var moment = Timestamps.parse(text);
    if (moment.isEmpty()) {
      throw bad(line, 1, quote(text) + " is not a time like 2017-08-10 16:04:36 UTC");
    }
    return moment.get();
  }

  private static long price(long line, String text) throws Rejection {
    try {
      return text.isEmpty() ? 0 : MicroEth.parse(text);
    } catch (IllegalArgumentException e) {
      throw bad(line, 3, quote(text) + " " + e.getMessage());
    }
  }

  private static String buyer(long line, String text) throws Rejection {
    try {
      Text.check("the buyer", text, MAX_BUYER);
    } catch (IllegalArgumentException e) {
      throw bad(line, 5, String.valueOf(e.getMessage()));
    }
    return text;
  }

  private static Rejection bad(long line, int column, String reason) {
    String field = column <= COLUMNS.size() ? COLUMNS.get(column - 1) : "";
    return new Rejection(new BadRow(line, column, field, reason));
  }

  /// The text in quotes, short and without what would disturb a terminal.
  private static String quote(String text) {
    String head = text.length() > MAX_QUOTE ? text.substring(0, MAX_QUOTE) + "…" : text;
    return "'" + head.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
