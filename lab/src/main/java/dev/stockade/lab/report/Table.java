package dev.stockade.lab.report;

import java.util.ArrayList;
import java.util.List;

/// A table of text: the first column and the last to the left, those between to the right, where
/// numbers belong.
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table(List<String> head) {
    rows.add(List.copyOf(head));
  }

  public void add(List<String> row) {
    if (row.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has as many cells as the head: " + row);
    }
    rows.add(List.copyOf(row));
  }

  public List<String> lines() {
    int last = rows.getFirst().size() - 1;
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column <= last; column++) {
        String cell = row.get(column);
        String padding = " ".repeat(width(column) - cell.length());
        line.append(column == 0 ? "" : GAP);
        line.append(column == 0 || column == last ? cell + padding : padding + cell);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
