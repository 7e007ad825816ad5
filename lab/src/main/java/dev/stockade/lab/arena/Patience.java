package dev.stockade.lab.arena;

import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// How a caller asks: again and again while it is deferred or in doubt, each time after as long as
/// it was told, until it has a decision or its patience ends.
final class Patience {
  /// Long enough for the last of a hundred thousand callers on a row lock, on a slow machine.
  static final Duration LIMIT = Duration.ofMinutes(15);

  private static final Duration DOUBT_PAUSE = Duration.ofMillis(50);

  @FunctionalInterface
  interface Question {
    Outcome ask() throws InterruptedException;
  }

  private Patience() {}

  static Answer ask(Question question) throws InterruptedException {
    return ask(question, outcome -> false);
  }

  /// The same for a caller who also takes some answers for an end that are no decision.
  static Answer ask(Question question, Predicate<Outcome> isEnough) throws InterruptedException {
    long start = System.nanoTime();
    for (int deferrals = 0; ; deferrals++) {
      Outcome outcome = question.ask();
      long nanos = System.nanoTime() - start;
      Optional<Duration> pause = isEnough.test(outcome) ? Optional.empty() : pauseAfter(outcome);
      if (pause.isEmpty() || nanos + pause.get().toNanos() > LIMIT.toNanos()) {
        return new Answer(outcome, deferrals, nanos);
      }
      Thread.sleep(pause.get());
    }
  }

  private static Optional<Duration> pauseAfter(Outcome outcome) {
    return switch (outcome) {
      case Decision _ -> Optional.empty();
      case Deferred deferred -> Optional.of(deferred.retryAfter());
      case InDoubt _ -> Optional.of(DOUBT_PAUSE);
    };
  }
}
