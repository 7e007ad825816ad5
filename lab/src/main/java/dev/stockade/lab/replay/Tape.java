package dev.stockade.lab.replay;

import dev.stockade.lab.arena.Answer;
import dev.stockade.lab.arena.Answer.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What has happened in a replay so far, second by second. Thread-safe.
final class Tape {
  private int begun;
  private final Map<Kind, Integer> answers = new EnumMap<>(Kind.class);
  private int modelledAccepted;
  private Instant traceTime = Instant.EPOCH;
  private final Histogram nanos = new Histogram(3);
  private final List<Long> acceptedPerSecond = new ArrayList<>();
  private final List<Long> soldOutPerSecond = new ArrayList<>();
  private int acceptedBefore;
  private int soldOutBefore;

  /// @param begun callers
  /// @param answers how many callers have which
  /// @param modelledAccepted callers of the model that have a unit
  /// @param traceTime of the row that began last
  record Frame(
      int begun,
      Map<Kind, Integer> answers,
      int modelledAccepted,
      Instant traceTime,
      List<Long> acceptedPerSecond,
      List<Long> soldOutPerSecond) {
    int count(Kind kind) {
      return answers.getOrDefault(kind, 0);
    }

    int answered() {
      return answers.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  synchronized void begin(Instant at) {
    begun++;
    traceTime = at;
  }

  /// @param modelled whether the caller is one of the model and none of the trace
  synchronized void end(Answer answer, boolean modelled) {
    answers.merge(answer.kind(), 1, Integer::sum);
    if (modelled && answer.kind() == Kind.ACCEPTED) {
      modelledAccepted++;
    }
    nanos.recordValue(answer.nanos());
  }

  /// Ends a second.
  synchronized void cut() {
    int accepted = answers.getOrDefault(Kind.ACCEPTED, 0);
    int soldOut = answers.getOrDefault(Kind.SOLD_OUT, 0);
    acceptedPerSecond.add((long) accepted - acceptedBefore);
    soldOutPerSecond.add((long) soldOut - soldOutBefore);
    acceptedBefore = accepted;
    soldOutBefore = soldOut;
  }

  synchronized Frame frame() {
    return new Frame(
        begun,
        Map.copyOf(answers),
        modelledAccepted,
        traceTime,
        List.copyOf(acceptedPerSecond),
        List.copyOf(soldOutPerSecond));
  }

  synchronized double millisAtPercentile(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
