package dev.stockade.lab.replay;

import dev.stockade.lab.arena.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// What has happened in a replay so far, second by second. Thread-safe.
final class Tape {
  private int begun;
  private int accepted;
  private int soldOut;
  private int undecided;
  private Instant traceTime = Instant.EPOCH;
  private final Histogram nanos = new Histogram(3);
  private final List<Long> acceptedPerSecond = new ArrayList<>();
  private final List<Long> soldOutPerSecond = new ArrayList<>();
  private int acceptedBefore;
  private int soldOutBefore;

  /// @param begun rows
  /// @param traceTime of the row that began last
  record Frame(
      int begun,
      int accepted,
      int soldOut,
      int undecided,
      Instant traceTime,
      List<Long> acceptedPerSecond,
      List<Long> soldOutPerSecond) {
    int answered() {
      return accepted + soldOut + undecided;
    }
  }

  synchronized void begin(Instant at) {
    begun++;
    traceTime = at;
  }

  synchronized void end(Answer answer) {
    switch (answer.kind()) {
      case ACCEPTED -> accepted++;
      case SOLD_OUT -> soldOut++;
      case UNDECIDED -> undecided++;
    }
    nanos.recordValue(answer.nanos());
  }

  /// Ends a second.
  synchronized void cut() {
    acceptedPerSecond.add((long) accepted - acceptedBefore);
    soldOutPerSecond.add((long) soldOut - soldOutBefore);
    acceptedBefore = accepted;
    soldOutBefore = soldOut;
  }

  synchronized Frame frame() {
    return new Frame(
        begun,
        accepted,
        soldOut,
        undecided,
        traceTime,
        List.copyOf(acceptedPerSecond),
        List.copyOf(soldOutPerSecond));
  }

  synchronized double millisAtPercentile(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
