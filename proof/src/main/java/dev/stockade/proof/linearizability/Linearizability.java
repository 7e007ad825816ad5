package dev.stockade.proof.linearizability;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Fate;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Standing;
import dev.stockade.core.TenantId;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.PlacedBid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.opensearch.cluster.coordination.LinearizabilityChecker;

/// Asks OpenSearch's LinearizabilityChecker whether some order of the calls, each at an instant
/// between its start and its end, explains all answers, refusals included, and the row in the end.
///
/// Every collection is judged by itself. A call in doubt has no end: it takes effect at any time
/// after its start, if it can, or after everything else. The search is exponential in the calls
/// that run at once, so histories must be small; a [Witness] spares it where it can.
public final class Linearizability {
  /// The most calls on one collection that are judged.
  public static final int MAX_CALLS = 200;

  /// What the search came to, for one collection.
  public sealed interface Verdict {
    CollectionState opening();

    record Linearizable(CollectionState opening) implements Verdict {}

    /// @param picture the calls on a line of time, one a row
    record NotLinearizable(CollectionState opening, String picture) implements Verdict {}

    /// The search was given up. Counts as a failure: whoever wants a verdict makes smaller
    /// histories.
    record Undecided(CollectionState opening, Duration after) implements Verdict {}
  }

  private Linearizability() {}

  /// @param limit how long the search may take for each collection
  /// @throws IllegalArgumentException where the history is too large, or uses a bid before it was
  ///   placed
  public static List<Verdict> judge(History history, Duration limit) {
    var verdicts = new ArrayList<Verdict>();
    for (CollectionState opening : history.openings()) {
      List<Call> calls =
          history.calls().stream()
              .filter(call -> call.command().collection().equals(opening.id()))
              .toList();
      Ending ending =
          history.endings().stream()
              .filter(e -> e.row().id().equals(opening.id()))
              .findFirst()
              .orElseThrow();
      verdicts.add(judge(history, opening, OwnSwitches.with(calls, ending), ending, limit));
    }
    return List.copyOf(verdicts);
  }

  private static Verdict judge(
      History history, CollectionState opening, List<Call> calls, Ending ending, Duration limit) {
    if (calls.size() > MAX_CALLS) {
      throw new IllegalArgumentException(
          "%d calls on collection %s; at most %d are judged"
              .formatted(calls.size(), opening.id(), MAX_CALLS));
    }
    var spec =
        new PoolSpec(
            Pool.opened(opening, placed(history, opening.id().tenant(), calls)),
            history.brokenConnections());
    Optional<LinearizabilityChecker.History> witness =
        Witness.of(spec, calls).map(order -> events(order, calls, ending));
    if (witness.isPresent() && isLinearizable(spec, witness.get(), () -> false)) {
      return new Verdict.Linearizable(opening);
    }
    LinearizabilityChecker.History events = events(calls, ending);
    long deadline = System.nanoTime() + limit.toNanos();
    var givenUp = new AtomicBoolean();
    boolean linearizable =
        isLinearizable(
            spec,
            events,
            () -> {
              givenUp.compareAndSet(false, System.nanoTime() > deadline);
              return givenUp.get();
            });
    if (linearizable) {
      return new Verdict.Linearizable(opening);
    }
    return givenUp.get()
        ? new Verdict.Undecided(opening, limit)
        : new Verdict.NotLinearizable(
            opening, LinearizabilityChecker.visualize(spec, events, _ -> new InDoubt()));
  }

  private static boolean isLinearizable(
      PoolSpec spec, LinearizabilityChecker.History events, BooleanSupplier giveUp) {
    return new LinearizabilityChecker().isLinearizable(spec, events, _ -> new InDoubt(), giveUp);
  }

  private static Map<BidId, Standing> placed(History history, TenantId tenant, List<Call> calls) {
    Map<BidId, Standing> standings = new HashMap<>();
    Map<BidId, Long> since = new HashMap<>();
    for (PlacedBid placed : history.bids()) {
      Bid bid = placed.bid();
      if (bid.collection().tenant().equals(tenant)) {
        standings.put(bid.id(), new Standing(bid, new Fate.Open()));
        since.put(bid.id(), placed.by());
      }
    }
    for (Call call : calls) {
      if (call.command() instanceof Command.OnBid command
          && since.getOrDefault(command.bid(), Long.MIN_VALUE) > call.start()) {
        throw new IllegalArgumentException(
            "bid " + command.bid() + " is used in a call that began before it was placed");
      }
    }
    return standings;
  }

  /// The calls one after another, in the order of a [Witness]: one way in which each takes effect
  /// between its start and its end.
  private static LinearizabilityChecker.History events(
      List<Integer> order, List<Call> calls, Ending ending) {
    var events = new LinearizabilityChecker.History();
    for (int call : order) {
      events.respond(events.invoke(calls.get(call).command()), calls.get(call).outcome());
    }
    return withLastLook(events, ending);
  }

  private static LinearizabilityChecker.History events(List<Call> calls, Ending ending) {
    Spans spans = Spans.of(calls);
    var events = new LinearizabilityChecker.History();
    int[] ids = new int[calls.size()];
    for (Moment moment : spans.moments(calls)) {
      if (moment.isEnd()) {
        events.respond(ids[moment.call()], calls.get(moment.call()).outcome());
      } else {
        ids[moment.call()] = events.invoke(calls.get(moment.call()).command());
      }
    }
    return withLastLook(events, ending);
  }

  private static LinearizabilityChecker.History withLastLook(
      LinearizabilityChecker.History events, Ending ending) {
    events.respond(events.invoke(new PoolSpec.LastLook()), ending.row());
    return events;
  }
}
