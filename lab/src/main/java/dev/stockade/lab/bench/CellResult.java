package dev.stockade.lab.bench;

import dev.stockade.lab.bench.load.Measured;
import dev.stockade.lab.bench.party.Party;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// What a cell came to, as it is printed for programs. A cell of which one run was not verified has
/// no figures.
///
/// @param collections that the bids were spread over
/// @param acceptsPerSecond refusals per second where all is sold out
/// @param p50Millis over the calls of all runs, as the other latencies
/// @param eachRun in the order in which they were made
/// @param verified absent for bounds, which keep no promise
/// @param fault why it is not verified
/// @param connections of the pool
/// @param unfinished callers that never had an answer
/// @param deferred times that a caller was told to come back
/// @param clientCpus processors that were busy in this process, on average
/// @param databaseCpus the same in PostgreSQL, where it can be seen
public record CellResult(
    String scenario,
    String party,
    String kind,
    boolean groupCommit,
    int callers,
    int collections,
    Optional<Spread> acceptsPerSecond,
    OptionalDouble p50Millis,
    OptionalDouble p99Millis,
    OptionalDouble p999Millis,
    OptionalDouble maxMillis,
    List<OneRun> eachRun,
    Optional<Boolean> verified,
    Optional<String> fault,
    int runs,
    int connections,
    long unfinished,
    long deferred,
    OptionalDouble clientCpus,
    OptionalDouble databaseCpus) {

  /// Of several runs.
  public record Spread(double median, double min, double max) {
    static Spread of(double... values) {
      double[] sorted = values.clone();
      java.util.Arrays.sort(sorted);
      int n = sorted.length;
      double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
      return new Spread(rounded(median, 1), rounded(sorted[0], 1), rounded(sorted[n - 1], 1));
    }
  }

  /// What the same figures are of one run: where one is far from the others, it was disturbed.
  public record OneRun(
      double acceptsPerSecond, double p50Millis, double p99Millis, double maxMillis) {
    static OneRun of(Run run) {
      Histogram latencies = run.measured().latencies();
      return new OneRun(
          rounded(run.measured().perSecond(), 1),
          millis(latencies, 50),
          millis(latencies, 99),
          millis(latencies, 100));
    }
  }

  private static final double NANOS_PER_MILLI = 1e6;

  static CellResult of(Cell cell, int connections, List<Run> runs) {
    boolean isBound = cell.party().kind() == Party.Kind.BOUND;
    Optional<String> fault =
        isBound
            ? Optional.empty()
            : runs.stream().filter(run -> !run.isVerified()).map(Run::fault).findFirst();
    boolean told = fault.isEmpty();
    Histogram all = merged(runs);
    return new CellResult(
        cell.scenario().name(),
        cell.party().name(),
        cell.party().kind().text(),
        cell.party().groupCommit(),
        cell.callers(),
        cell.scenario().collections(),
        told ? Optional.of(Spread.of(each(runs, Measured::perSecond))) : Optional.empty(),
        millis(told, all, 50),
        millis(told, all, 99),
        millis(told, all, 99.9),
        millis(told, all, 100),
        told ? runs.stream().map(OneRun::of).toList() : List.of(),
        isBound ? Optional.empty() : Optional.of(told),
        fault,
        runs.size(),
        connections,
        sum(runs.stream().mapToLong(run -> run.measured().troubles().unfinished())),
        sum(runs.stream().mapToLong(run -> run.measured().troubles().deferred())),
        mean(runs.stream().map(run -> OptionalDouble.of(run.measured().cpu().client()))),
        mean(runs.stream().map(run -> run.measured().cpu().database())));
  }

  private static Histogram merged(List<Run> runs) {
    Histogram all = runs.getFirst().measured().latencies().copy();
    runs.stream().skip(1).forEach(run -> all.add(run.measured().latencies()));
    return all;
  }

  private static OptionalDouble millis(boolean told, Histogram all, double percentile) {
    return told ? OptionalDouble.of(millis(all, percentile)) : OptionalDouble.empty();
  }

  private static double millis(Histogram latencies, double percentile) {
    return rounded(latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI, 3);
  }

  private static double[] each(List<Run> runs, ToDoubleFunction<Measured> value) {
    return runs.stream().mapToDouble(run -> value.applyAsDouble(run.measured())).toArray();
  }

  private static long sum(LongStream values) {
    return values.sum();
  }

  private static OptionalDouble mean(Stream<OptionalDouble> values) {
    OptionalDouble mean = values.flatMapToDouble(OptionalDouble::stream).average();
    return mean.isPresent() ? OptionalDouble.of(rounded(mean.getAsDouble(), 2)) : mean;
  }

  private static double rounded(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }
}
