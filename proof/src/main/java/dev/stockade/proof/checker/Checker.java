package dev.stockade.proof.checker;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.RestockId;
import dev.stockade.core.TenantId;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Judges a complete history. No violation means that the answers and the log can be explained by
/// calls that take effect one after another, each at an instant between its start and its end, and
/// that every promise about units, sequences and repeated calls is kept. A violation is told only
/// where that is impossible, so there are no false alarms.
///
/// It takes what it is told of the log as the order of effects and looks for contradictions, in
/// time proportional to n log n; where a log has a gap, only what does not depend on the order is
/// judged. It does not search through orders: that is for small histories, see
/// [dev.stockade.proof.linearizability].
public final class Checker {
  private record BidKey(TenantId tenant, BidId bid) {}

  private record RestockKey(TenantId tenant, RestockId restock) {}

  private final History history;
  private final Bids bids;
  private final List<Violation> violations = new ArrayList<>();
  private final Consumer<Violation> found = violations::add;

  private Checker(History history) {
    this.history = history;
    this.bids = new Bids(history);
  }

  /// All violations: those that span collections first, then one collection after another.
  public static List<Violation> check(History history) {
    var checker = new Checker(history);
    checker.uniqueIds();
    checker.collections();
    return List.copyOf(checker.violations);
  }

  private void collections() {
    Map<CollectionId, Ending> endings = new HashMap<>();
    history.endings().forEach(ending -> endings.put(ending.row().id(), ending));
    Map<CollectionId, List<Call>> calls = new HashMap<>();
    for (Call call : history.calls()) {
      CollectionId collection = call.command().collection();
      if (endings.containsKey(collection)) {
        calls.computeIfAbsent(collection, _ -> new ArrayList<>()).add(call);
      } else {
        unopened(call);
      }
    }
    for (CollectionState opening : history.openings()) {
      Ending ending =
          Objects.requireNonNull(
              endings.get(opening.id()), "a history has an ending for each opening");
      collection(opening, ending, calls.getOrDefault(opening.id(), List.of()));
    }
  }

  private void collection(CollectionState opening, Ending ending, List<Call> calls) {
    CollectionId id = opening.id();
    var replay = new Replay(opening, ending.log());
    UnitCheck.oversold(id, replay, calls).ifPresent(found);
    var log = new LogCheck(id, replay, bids, found);
    boolean inOrder = log.sequences();
    log.notes();
    log.events();
    log.row(ending.row());
    var timeline = new Timeline(replay, calls, inOrder);
    new AuthorCheck(id, replay, timeline, history.brokenConnections(), found).check();
    var answers =
        new AnswerCheck(id, replay, timeline, new Refusals(replay, timeline, bids), found);
    calls.forEach(answers::check);
  }

  private void unopened(Call call) {
    if (call.outcome() instanceof Decision
        && !(call.outcome() instanceof Decision.UnknownCollection)) {
      found.accept(new Violation.WrongAnswer(call.command().collection(), call));
    }
  }

  private void uniqueIds() {
    Map<BidKey, Long> accepted = new HashMap<>();
    Map<RestockKey, CollectionId> restocked = new HashMap<>();
    for (Ending ending : history.endings()) {
      CollectionId id = ending.row().id();
      for (Event event : ending.log()) {
        if (event instanceof Event.BidAccepted e) {
          long sequence = e.entry().sequence();
          Long first = accepted.putIfAbsent(new BidKey(id.tenant(), e.bid()), sequence);
          if (first != null) {
            found.accept(new Violation.AcceptedTwice(id, e.bid(), first, sequence));
          }
        }
        if (event instanceof Event.Restocked e) {
          CollectionId first = restocked.putIfAbsent(new RestockKey(id.tenant(), e.restock()), id);
          if (first != null && !first.equals(id)) {
            found.accept(
                new Violation.ForbiddenEvent(id, e, "the restock happened before, in " + first));
          }
        }
      }
    }
  }
}
