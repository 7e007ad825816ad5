package dev.stockade.lab.race;

import dev.stockade.core.Deferred;
import dev.stockade.lab.arena.Answer;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// Counts answers while they come. Thread-safe.
final class Tally {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder soldOut = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final LongAdder undecided = new LongAdder();
  private final LongAccumulator lastAcceptance = new LongAccumulator(Math::max, Long.MIN_VALUE);

  Answer count(Answer answer) {
    switch (answer.kind()) {
      case ACCEPTED -> {
        accepted.increment();
        lastAcceptance.accumulate(System.nanoTime());
      }
      case SOLD_OUT -> soldOut.increment();
      case REFUSED -> throw new IllegalStateException("nobody settles bids of a race: " + answer);
      case UNDECIDED -> {
        boolean limited = answer.outcome() instanceof Deferred.RateLimited;
        (limited ? rateLimited : undecided).increment();
      }
    }
    return answer;
  }

  int accepted() {
    return accepted.intValue();
  }

  int soldOut() {
    return soldOut.intValue();
  }

  int rateLimited() {
    return rateLimited.intValue();
  }

  int undecided() {
    return undecided.intValue();
  }

  int answered() {
    return accepted() + soldOut() + rateLimited() + undecided();
  }

  /// Seconds from a moment of [System#nanoTime] to the last acceptance.
  double secondsToLastAcceptance(long start) {
    return accepted() == 0 ? 0 : (lastAcceptance.get() - start) / 1e9;
  }
}
