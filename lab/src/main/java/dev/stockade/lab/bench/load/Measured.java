package dev.stockade.lab.bench.load;

import dev.stockade.lab.bench.machine.Cpu;
import org.HdrHistogram.Histogram;

/// What one load came to.
///
/// @param done calls that were decided within the measured time
/// @param seconds of the measured time
/// @param latencies in nanoseconds
/// @param exhausted whether the bids were used up before the end
public record Measured(
    long done,
    double seconds,
    Histogram latencies,
    Troubles troubles,
    Cpu.Split cpu,
    boolean exhausted) {

  /// @param unfinished callers that never had an answer
  /// @param deferred times that a caller was told to come back
  /// @param unexpected refusals where nothing is sold out, or acceptances where all is
  public record Troubles(long unfinished, long deferred, long unexpected) {}

  public double perSecond() {
    return seconds > 0 ? done / seconds : 0;
  }

  public double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
