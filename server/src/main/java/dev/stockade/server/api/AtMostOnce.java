package dev.stockade.server.api;

import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.TenantId;
import dev.stockade.engine.Edits;
import dev.stockade.engine.Errand;
import dev.stockade.engine.Once;
import dev.stockade.engine.RequestKey;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.Toll;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Does what requests ask for: at most once where they come with an `Idempotency-Key`, and then the
/// first answer is told again. What is created has its memory in itself, see [IdempotencyKey], and
/// so has an acceptance; this is for everything else.
final class AtMostOnce {
  /// Of the statuses of what is not done, those that are decisions.
  private static final Set<Integer> REFUSALS = Set.of(404, 409);

  private final Stockade engine;

  AtMostOnce(Stockade engine) {
    this.engine = engine;
  }

  /// What a request asks for, and its answer.
  @FunctionalInterface
  interface Work {
    Answer with(Edits edits) throws InterruptedException;
  }

  /// @param route what the key counts for: the method and the path
  Answer answer(Request request, String route, Work work) throws InterruptedException {
    return answer(request, route, Optional.empty(), "", work);
  }

  /// @param attempts to accept bids that the work makes
  Answer answer(Request request, String route, Attempts attempts, Work work)
      throws InterruptedException {
    return answer(request, route, Optional.of(attempts.toll()), attempts.field(), work);
  }

  /// Attempts to accept bids.
  ///
  /// @param field of the body that says how many
  record Attempts(Toll toll, String field) {}

  private Answer answer(Request request, String route, Optional<Toll> toll, String field, Work work)
      throws InterruptedException {
    Optional<UUID> key = IdempotencyKey.of(request, route).id();
    if (key.isEmpty()) {
      return work.with(engine);
    }
    var requestKey = new RequestKey(TenantId.DEFAULT, key.get(), request.fingerprint());
    return switch (engine.once(requestKey, toll, edits -> errand(work.with(edits)))) {
      case Once.Answered(String text, boolean repeated) ->
          repeated ? Answer.parse(text).repeated() : Answer.parse(text);
      case Once.KeyReused() -> IdempotencyKey.reused().answer();
      case Once.TooMany(int most) ->
          Problem.of(
                  ProblemType.INVALID_FIELD,
                  "the collection's rate limit lets at most %d bids pass together: ask for fewer, or without Idempotency-Key"
                      .formatted(most))
              .with("field", field)
              .answer();
      case Once.Undecided(Outcome outcome) -> undecided(outcome).answer();
    };
  }

  private static Errand.Answer errand(Answer answer) {
    boolean decided = answer.status() < 300 || REFUSALS.contains(answer.status());
    return new Errand.Answer(answer.text(), decided);
  }

  private static Problem undecided(Outcome outcome) {
    return switch (outcome) {
      case Deferred it -> Answers.deferral(it);
      case InDoubt() ->
          Problem.of(
              ProblemType.IN_DOUBT,
              "it may have happened, or may yet; ask again with the same Idempotency-Key to be sure");
      case Decision it -> throw new IllegalStateException("this is decided: " + it);
    };
  }
}
