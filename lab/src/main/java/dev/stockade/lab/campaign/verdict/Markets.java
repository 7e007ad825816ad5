package dev.stockade.lab.campaign.verdict;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Deferred;
import dev.stockade.lab.arena.Finding;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.linearizability.Linearizability;
import dev.stockade.proof.linearizability.Linearizability.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The histories of small collections, each searched for an order that explains all answers.
///
/// @param judged how many came to a verdict
/// @param givenUp how many were too much for the search: nobody knows
record Markets(int judged, int givenUp, List<Finding> findings) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  static Markets judge(History history, Predicate<CollectionId> isMarket) {
    List<Verdict> verdicts =
        history.openings().stream()
            .filter(opening -> isMarket.test(opening.id()))
            .map(opening -> of(history, opening))
            .filter(one -> one.calls().size() <= Linearizability.MAX_CALLS)
            .map(one -> Linearizability.judge(one, LIMIT).getFirst())
            .toList();
    long all = history.openings().stream().filter(it -> isMarket.test(it.id())).count();
    List<Finding> findings =
        verdicts.stream().map(Markets::finding).flatMap(Optional::stream).toList();
    int decided = (int) verdicts.stream().filter(it -> !(it instanceof Verdict.Undecided)).count();
    return new Markets(decided, (int) all - decided, findings);
  }

  /// The part of the history that is about one collection. Deferred calls are left out: they
  /// changed nothing, so they fit in anywhere, and if they did change something, it is not
  /// explained without them.
  private static History of(History history, CollectionState opening) {
    CollectionId id = opening.id();
    List<Call> calls =
        history.calls().stream()
            .filter(call -> call.command().collection().equals(id))
            .filter(call -> !(call.outcome() instanceof Deferred))
            .toList();
    List<Ending> endings =
        history.endings().stream().filter(ending -> ending.row().id().equals(id)).toList();
    return new History(
        history.brokenConnections(),
        List.of(opening),
        history.bids().stream().filter(it -> it.bid().collection().equals(id)).toList(),
        calls,
        endings);
  }

  private static Optional<Finding> finding(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Linearizable _, Verdict.Undecided _ -> Optional.empty();
      case Verdict.NotLinearizable it ->
          Optional.of(
              new Finding(
                  "linearizability",
                  "NotLinearizable",
                  "no order of the calls on %s explains their answers:%n%s"
                      .formatted(it.opening().id(), it.picture())));
    };
  }
}
