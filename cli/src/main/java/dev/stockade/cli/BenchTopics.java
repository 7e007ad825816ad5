package dev.stockade.cli;

import dev.stockade.lab.bench.Bars;
import dev.stockade.lab.bench.Cell;
import dev.stockade.lab.bench.study.Study;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What `bench` can be asked about instead of parties: each topic has its own cells, bars and
/// studies.
final class BenchTopics {
  static final String ALONE =
      "--http, --growth and --stranger say what is measured and held: leave them out, or the rest";

  @Option(
      names = "--http",
      description =
          "Measure a server of this process over HTTP with 1,000 connections, one acceptance and 100 of them a"
              + " request, and hold the bars http and http-batch.")
  private boolean http;

  @Option(
      names = "--growth",
      description =
          "Measure what an acceptance costs on a log of 0, 1 and 5 million rows, and what opening a log of a"
              + " million takes, and hold the bar growth.")
  private boolean growth;

  @Option(
      names = "--stranger",
      description =
          "Measure how long callers of 500 collections wait while somebody's transaction holds the row of one for 2"
              + " seconds; more than 50 ms longer is too long.")
  private boolean stranger;

  boolean any() {
    return http || growth || stranger;
  }

  List<String> bars() {
    var bars = new ArrayList<String>();
    bars.addAll(http ? List.of("http", "http-batch") : List.of());
    bars.addAll(growth ? List.of("growth") : List.of());
    return bars;
  }

  /// Besides those that the bars need.
  List<Cell> cells() {
    return growth ? Bars.growing() : List.of();
  }

  List<Study> studies() {
    var studies = new ArrayList<Study>();
    studies.addAll(growth ? List.of(Study.OPENING) : List.of());
    studies.addAll(stranger ? List.of(Study.STRANGER) : List.of());
    return studies;
  }
}
