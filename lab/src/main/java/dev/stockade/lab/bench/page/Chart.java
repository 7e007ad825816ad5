package dev.stockade.lab.bench.page;

import dev.stockade.lab.bench.CellResult;
import dev.stockade.lab.report.Drawing;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Charts of cells with figures, as inline SVG: one row a party. Pure.
final class Chart {
  private static final int WIDTH = 900;
  private static final int NAMES = 230;
  private static final int FIGURES = 190;
  private static final int ROW = 24;
  private static final int BAR = 16;
  private static final int AXIS = 26;

  private Chart() {}

  /// Bars of what was accepted per second.
  ///
  /// @param ratio what stands beside a figure
  static String rates(String label, List<CellResult> cells, Function<CellResult, String> ratio) {
    LogScale scale =
        LogScale.over(
            Math.max(1, cells.stream().mapToDouble(Chart::rate).min().orElse(1)),
            Math.max(10, cells.stream().mapToDouble(Chart::rate).max().orElse(10)),
            NAMES,
            WIDTH - NAMES - FIGURES);
    var rows = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      CellResult cell = cells.get(i);
      double end = scale.x(rate(cell));
      rows.append(name(i, cell));
      rows.append(
          String.format(
              Locale.ROOT,
              """
              <rect class="%s%s" x="%d" y="%d" width="%.1f" height="%d"><title>%s</title></rect>
              <text x="%.1f" y="%d">%s%s</text>
              """,
              cell.kind(),
              isPlain(cell) ? " plain" : "",
              NAMES,
              i * ROW + (ROW - BAR) / 2,
              Math.max(1, end - NAMES),
              BAR,
              Html.escaped(Page.title(cell) + ": " + figure(cell) + " per second"),
              end + 6,
              i * ROW + ROW / 2 + 4,
              figure(cell),
              Html.escaped(ratio.apply(cell))));
    }
    return svg(label, cells.size(), scale, mark -> Drawing.count(Math.round(mark)), rows);
  }

  /// Lines from the median to the slowest, with marks between.
  static String latencies(String label, List<CellResult> cells) {
    LogScale scale =
        LogScale.over(
            Math.max(
                0.01, cells.stream().mapToDouble(it -> it.p50Millis().orElse(1)).min().orElse(1)),
            Math.max(
                0.1, cells.stream().mapToDouble(it -> it.maxMillis().orElse(1)).max().orElse(1)),
            NAMES,
            WIDTH - NAMES - FIGURES);
    var rows = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      CellResult cell = cells.get(i);
      int y = i * ROW + ROW / 2;
      double p50 = scale.x(cell.p50Millis().orElse(0));
      double max = scale.x(cell.maxMillis().orElse(0));
      rows.append(name(i, cell));
      rows.append(
          String.format(
              Locale.ROOT,
              """
              <line class="%s" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>
              <circle class="%s" cx="%.1f" cy="%d" r="5"><title>p50</title></circle>
              <rect class="%s" x="%.1f" y="%d" width="4" height="14"><title>p99</title></rect>
              <rect class="%s" x="%.1f" y="%d" width="2" height="10"><title>p99.9</title></rect>
              <text x="%.1f" y="%d">%s, p99 %s</text>
              """,
              cell.kind(),
              p50,
              max,
              y,
              y,
              cell.kind(),
              p50,
              y,
              cell.kind(),
              scale.x(cell.p99Millis().orElse(0)) - 2,
              y - 7,
              cell.kind(),
              scale.x(cell.p999Millis().orElse(0)) - 1,
              y - 5,
              max + 8,
              y + 4,
              Drawing.millis(cell.p50Millis().orElse(0)),
              Drawing.millis(cell.p99Millis().orElse(0))));
    }
    return svg(label, cells.size(), scale, Drawing::millis, rows);
  }

  private static String svg(
      String label, int count, LogScale scale, Function<Double, String> unit, StringBuilder rows) {
    int bottom = count * ROW;
    String marks =
        scale.marks().stream()
            .map(
                mark ->
                    String.format(
                        Locale.ROOT,
                        """
                        <line class="grid" x1="%.1f" x2="%.1f" y1="0" y2="%d"/>
                        <text class="mark" x="%.1f" y="%d">%s</text>
                        """,
                        scale.x(mark),
                        scale.x(mark),
                        bottom,
                        scale.x(mark),
                        bottom + 16,
                        unit.apply(mark)))
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\">%n%s%s</svg>%n",
        Html.escaped(label),
        WIDTH,
        bottom + AXIS,
        marks,
        rows);
  }

  private static String name(int row, CellResult cell) {
    return String.format(
        Locale.ROOT,
        "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>%n",
        NAMES - 8,
        row * ROW + ROW / 2 + 4,
        Html.escaped(Page.title(cell)));
  }

  private static boolean isPlain(CellResult cell) {
    return cell.kind().equals("strategy") && !cell.groupCommit();
  }

  private static double rate(CellResult cell) {
    return cell.acceptsPerSecond().map(CellResult.Spread::median).orElse(0.0);
  }

  private static String figure(CellResult cell) {
    return Drawing.count(Math.round(rate(cell)));
  }
}
