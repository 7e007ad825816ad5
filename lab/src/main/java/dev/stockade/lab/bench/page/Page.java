package dev.stockade.lab.bench.page;

import dev.stockade.lab.bench.Bar;
import dev.stockade.lab.bench.BenchReport;
import dev.stockade.lab.bench.CellResult;
import dev.stockade.lab.report.Drawing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The report as one HTML page with its style and its charts in it: it asks no network for
/// anything. Pure.
public final class Page {
  private static final String COMPARED = "baseline-row-lock";
  private static final String NONE = "-";

  private final BenchReport.Json report;
  private final String command;

  private Page(BenchReport.Json report, String command) {
    this.report = report;
    this.command = command;
  }

  /// @param command that measures the same again
  public static String of(BenchReport.Json report, String command) {
    return new Page(report, command).html();
  }

  private String html() {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>Stockade bench</title>
    <style>
    %s</style>
    </head>
    <body>
    <h1>Stockade bench</h1>
    <p>What is accepted per second, each acceptance read, checked and durable in PostgreSQL, and how long callers wait. \
    Every run was judged by the audit before its figure was told. Ratios are to the hand-written row lock with as many callers in this same run.</p>
    %s%s%s%s
    </body>
    </html>
    """
        .formatted(style(), machine(), bars(), charts(), table());
  }

  static String title(CellResult cell) {
    boolean plain = cell.kind().equals("strategy") && !cell.groupCommit();
    return plain ? cell.party() + ", plain" : cell.party();
  }

  private String machine() {
    String lines =
        report.machine().lines().stream()
            .map(line -> "<li>" + Html.escaped(line) + "</li>\n")
            .collect(Collectors.joining());
    String redis =
        report.redis().map(it -> "<li>" + Html.escaped("Redis " + it) + "</li>\n").orElse("");
    String leftOut =
        report.leftOut().stream()
            .map(line -> "<li>" + Html.escaped(line) + "</li>\n")
            .collect(Collectors.joining());
    return """
    <h2>Machine</h2>
    <ul>
    %s%s%s<li>Database: %s</li>
    <li>Seed: %d</li>
    <li>Again: <code>%s</code></li>
    </ul>
    """
        .formatted(
            lines,
            redis,
            leftOut,
            Html.escaped(report.database()),
            report.seed(),
            Html.escaped(command));
  }

  private String bars() {
    if (report.bars().isEmpty()) {
      return "";
    }
    String rows = report.bars().stream().map(Page::bar).collect(Collectors.joining());
    return """
    <h2>Bars</h2>
    <table><thead><tr><th>bar</th><th>ratio</th><th>must</th><th>stretch</th><th>held</th></tr></thead>
    <tbody>
    %s</tbody></table>
    """
        .formatted(rows);
  }

  private static String bar(Bar bar) {
    return "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>%n"
        .formatted(
            Html.escaped(bar.name()),
            bar.ratio().isPresent() ? ratio(bar.ratio().getAsDouble()) : NONE,
            bar.must(),
            bar.stretch(),
            bar.held() ? "good" : "bad",
            bar.held() ? "held" : "NOT HELD");
  }

  private String charts() {
    var charts = new StringBuilder();
    for (String scenario :
        report.results().stream().map(CellResult::scenario).distinct().toList()) {
      charts.append("<h2>%s</h2>%n".formatted(Html.escaped(scenario)));
      report.results().stream()
          .filter(it -> it.scenario().equals(scenario))
          .map(CellResult::callers)
          .distinct()
          .sorted()
          .forEach(callers -> charts.append(charts(scenario, callers)));
    }
    return charts.toString();
  }

  private String charts(String scenario, int callers) {
    List<CellResult> cells =
        report.results().stream()
            .filter(it -> it.scenario().equals(scenario) && it.callers() == callers)
            .filter(it -> it.acceptsPerSecond().isPresent())
            .sorted(
                Comparator.comparingDouble(
                    (CellResult it) -> -it.acceptsPerSecond().orElseThrow().median()))
            .toList();
    if (cells.isEmpty()) {
      return "";
    }
    String who = Drawing.counted(callers, "caller");
    return """
    <h3>%s, %s</h3>
    <figure>%s<figcaption>per second, on a logarithmic scale</figcaption></figure>
    <figure>%s<figcaption>latency on a logarithmic scale: p50 (dot), p99, p99.9, to the slowest</figcaption></figure>
    """
        .formatted(
            Html.escaped(scenario),
            who,
            Chart.rates(scenario + ", " + who + ", per second", cells, this::beside),
            Chart.latencies(scenario + ", " + who + ", latency", cells));
  }

  /// The ratio, as it stands beside a figure.
  private String beside(CellResult cell) {
    OptionalDouble ratio = ratioOf(cell);
    return ratio.isPresent() ? ", " + ratio(ratio.getAsDouble()) + " ×" : "";
  }

  private OptionalDouble ratioOf(CellResult cell) {
    Optional<Double> compared =
        report.results().stream()
            .filter(it -> it.party().equals(COMPARED) && it.scenario().equals(cell.scenario()))
            .filter(it -> it.callers() == cell.callers())
            .flatMap(it -> it.acceptsPerSecond().stream())
            .map(CellResult.Spread::median)
            .filter(it -> it > 0)
            .findFirst();
    return compared.isPresent() && cell.acceptsPerSecond().isPresent()
        ? OptionalDouble.of(cell.acceptsPerSecond().get().median() / compared.get())
        : OptionalDouble.empty();
  }

  private String table() {
    String rows = report.results().stream().map(this::row).collect(Collectors.joining());
    return """
    <h2>All figures</h2>
    <div class="wide"><table>
    <thead><tr><th>scenario</th><th>party</th><th>callers</th><th>per second</th><th>min to max</th><th>to row lock</th>\
    <th>p50</th><th>p99</th><th>p99.9</th><th>max</th><th>verdict</th></tr></thead>
    <tbody>
    %s</tbody></table></div>
    """
        .formatted(rows);
  }

  private String row(CellResult cell) {
    Optional<CellResult.Spread> spread = cell.acceptsPerSecond();
    OptionalDouble ratio = ratioOf(cell);
    String verdict =
        cell.fault()
            .map(fault -> "NOT VERIFIED: " + fault)
            .orElse(cell.verified().isPresent() ? "verified" : "bound");
    return "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>%n"
        .formatted(
            Html.escaped(cell.scenario()),
            Html.escaped(title(cell)),
            Drawing.count(cell.callers()),
            spread.map(it -> Drawing.count(Math.round(it.median()))).orElse(NONE),
            spread.map(it -> Drawing.range(it.min(), it.max())).orElse(NONE),
            ratio.isPresent() ? ratio(ratio.getAsDouble()) : NONE,
            millis(cell.p50Millis()),
            millis(cell.p99Millis()),
            millis(cell.p999Millis()),
            millis(cell.maxMillis()),
            cell.fault().isPresent() ? "bad" : "good",
            Html.escaped(verdict));
  }

  private static String millis(OptionalDouble millis) {
    return millis.isPresent() ? Drawing.millis(millis.getAsDouble()) : NONE;
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio >= 10 ? "%,.0f" : "%.2f", ratio);
  }

  private static String style() {
    try (InputStream style = Page.class.getResourceAsStream("page.css")) {
      if (style == null) {
        throw new IllegalStateException("there is no page.css");
      }
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
