package dev.stockade.lab.trace;

import dev.stockade.lab.Mistake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The sales of a file, sorted by time; those of one moment stay in the order of the file.
///
/// @param badRows rows of the file that could not be read
public record Trace(Path file, List<Sale> sales, List<BadRow> badRows) {
  /// The most rows that are held in memory, good and bad ones.
  static final int MAX_ROWS = 5_000_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  public Trace {
    sales = sales.stream().sorted(Comparator.comparing(Sale::at)).toList();
    badRows = List.copyOf(badRows);
  }

  /// Reads a whole file.
  ///
  /// @throws Mistake where it cannot be read, or its columns are others
  public static Trace read(Path file) {
    if (Files.isDirectory(file)) {
      throw new Mistake(file + " is a directory: name a CSV file");
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(RowReader.UNDECODABLE));
    try (var text =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
      return read(file, text);
    } catch (NoSuchFileException e) {
      throw new Mistake("there is no file " + file, e);
    } catch (AccessDeniedException e) {
      throw new Mistake("%s cannot be read: permission denied".formatted(file), e);
    } catch (IOException e) {
      throw new Mistake("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  static Trace read(Path file, Reader text) throws IOException {
    var csv = new CsvReader(withoutMark(text));
    checkColumns(file, csv.next());
    var sales = new ArrayList<Sale>();
    var badRows = new ArrayList<BadRow>();
    for (var entry = csv.next(); entry.isPresent(); entry = csv.next()) {
      if (sales.size() + badRows.size() == MAX_ROWS) {
        throw new Mistake("%s has more than %d rows: split it".formatted(file, MAX_ROWS));
      }
      try {
        sales.add(RowReader.read(entry.get()));
      } catch (RowReader.Rejection rejection) {
        badRows.add(rejection.row());
      }
    }
    return new Trace(file, sales, badRows);
  }

  /// The sales in a window of time.
  public List<Sale> within(Window window) {
    return sales.stream().filter(sale -> window.contains(sale.at())).toList();
  }

  private static Reader withoutMark(Reader text) throws IOException {
    var reader = new PushbackReader(text, 1);
    int first = reader.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      reader.unread(first);
    }
    return reader;
  }

  private static void checkColumns(Path file, Optional<CsvReader.Entry> head) {
    String wanted = String.join(",", RowReader.COLUMNS);
    if (head.isEmpty()) {
      throw new Mistake("%s is empty: its first line must be %s".formatted(file, wanted));
    }
    boolean right =
        head.get() instanceof CsvReader.Fields(long line, List<String> columns)
            && columns.equals(RowReader.COLUMNS);
    if (!right) {
      throw new Mistake("%s has other columns: its first line must be %s".formatted(file, wanted));
    }
  }
}
