package dev.stockade.cli.client;

import dev.stockade.lab.http.Raw;
import java.time.Duration;
import java.util.Optional;

/// What came of sending a letter once.
sealed interface Attempt {
  /// There is no more to ask.
  record Final(Told told) implements Attempt {}

  /// Nothing was written; it may be asked again after a time.
  record Deferred(Problem problem) implements Attempt {}

  /// It was sent, and what came of it is not known.
  record Unknown(String why, Optional<Problem> problem) implements Attempt {}

  /// Nobody listens: nothing was sent.
  record NotSent() implements Attempt {}

  private static Attempt end(Told told) {
    return new Final(told);
  }

  /// Reads an answer.
  ///
  /// @param whose what was asked of whom, where it makes no sense
  static Attempt of(Raw raw, String whose) {
    Optional<Problem> problem = Problem.read(raw);
    if (problem.isPresent()) {
      return of(problem.get());
    }
    if (raw.status() == 502 || raw.status() == 503 || raw.status() == 504) {
      return new Unknown("something between answered %d".formatted(raw.status()), problem);
    }
    return Problem.json(raw.body())
        .filter(json -> raw.status() / 100 == 2)
        .map(json -> end(new Told.Done(raw.body().strip(), json)))
        .orElseGet(
            () ->
                end(
                    Told.NotDone.of(
                        Told.Kind.ABSENT,
                        "%s is no Stockade, it answered %d and no JSON of one: check --server"
                            .formatted(whose, raw.status()))));
  }

  private static Attempt of(Problem problem) {
    return switch (problem.status()) {
      case 408, 429, 503 -> new Deferred(problem);
      case 504 -> new Unknown(problem.sentence(), Optional.of(problem));
      case 401, 403 -> end(problem.as(Told.Kind.ABSENT, ""));
      case 404, 409, 412 ->
          end(
              problem.name().equals("unknown-path")
                  ? problem.as(Told.Kind.ABSENT, "the server is of another version")
                  : problem.as(Told.Kind.REFUSED, problem.advice()));
      default ->
          end(
              problem.status() < 500
                  ? problem.as(Told.Kind.BAD_INPUT, "")
                  : problem.as(Told.Kind.DEFECT, "the server's log says more"));
    };
  }

  /// How long to wait before the next one.
  default Duration pause(Duration otherwise) {
    return switch (this) {
      case Deferred(Problem problem) when problem.retryAfter().isPositive() -> problem.retryAfter();
      case Deferred _, Unknown _, NotSent _, Final _ -> otherwise;
    };
  }
}
