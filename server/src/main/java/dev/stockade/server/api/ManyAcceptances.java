package dev.stockade.server.api;

import static dev.stockade.server.http.Route.Body.OBJECT;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.engine.AllOrNone;
import dev.stockade.engine.BidOutcome;
import dev.stockade.engine.Edits;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Toll;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Fields;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `…/acceptances:…`: decisions on many bids in one request.
final class ManyAcceptances {
  /// Currencies that a client is told who named none.
  private static final int CURRENCIES_TOLD = 5;

  private final AtMostOnce once;
  private final int most;

  /// @param most bids of one request
  ManyAcceptances(AtMostOnce once, int most) {
    this.once = once;
    this.most = most;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Paths.ACCEPTANCES_BATCH, OBJECT, this::acceptBatch),
        Route.post(Paths.ACCEPTANCES_BEST, OBJECT, this::acceptBest));
  }

  private record Batch(List<BidId> bids, boolean atomic) {
    static Batch read(Fields fields, int most) {
      return new Batch(
          fields.ids("bids", most).stream().map(BidId::new).toList(), fields.flag("atomic"));
    }
  }

  private Answer acceptBatch(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    Batch batch = request.body(fields -> Batch.read(fields, most));
    return once.answer(
        request,
        "POST " + Paths.of(collection) + "/acceptances:batch",
        new AtMostOnce.Attempts(new Toll(collection, batch.bids().size()), "bids"),
        edits ->
            batch.atomic()
                ? together(edits, collection, batch.bids())
                : oneByOne(edits, collection, batch.bids()));
  }

  private record Best(int count, Optional<String> currency) {
    static Best read(Fields fields, int most) {
      var best = new Best((int) fields.number("count", 1, most), fields.optionalText("currency"));
      best.currency().ifPresent(Price::checkCurrency);
      return best;
    }
  }

  private Answer acceptBest(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    Best best = request.body(fields -> Best.read(fields, most));
    return once.answer(
        request,
        "POST " + Paths.of(collection) + "/acceptances:best",
        new AtMostOnce.Attempts(new Toll(collection, best.count()), "count"),
        edits -> best(edits, collection, best));
  }

  private static Answer best(Edits edits, CollectionId collection, Best best)
      throws InterruptedException {
    List<String> currencies =
        best.currency().isPresent()
            ? List.of(best.currency().get())
            : edits.read().currencies(collection, CURRENCIES_TOLD);
    if (currencies.size() > 1) {
      return Problem.of(
              ProblemType.INVALID_FIELD,
              "currency is missing, and there are bids in " + String.join(", ", currencies))
          .with("field", "currency")
          .answer();
    }
    List<BidOutcome> outcomes =
        currencies.isEmpty()
            ? List.of()
            : edits.acceptBest(collection, currencies.getFirst(), best.count());
    return outcomes.isEmpty() && edits.read().collection(collection).isEmpty()
        ? Answers.refusal(new Decision.UnknownCollection()).answer()
        : told(edits, collection, outcomes);
  }

  private static Answer together(Edits edits, CollectionId collection, List<BidId> bids)
      throws InterruptedException {
    return switch (edits.acceptAll(collection, bids)) {
      case AllOrNone.All(List<Decision.Accepted> acceptances) ->
          told(
              edits,
              collection,
              acceptances.stream().map(it -> new BidOutcome(it.bid(), it)).toList());
      case AllOrNone.None(List<BidOutcome> obstacles) ->
          obstacles.getFirst().outcome() instanceof Decision.UnknownCollection unknown
              ? Answers.refusal(unknown).answer()
              : Results.none(obstacles).answer();
      case AllOrNone.TooMany(int most) ->
          Problem.of(
                  ProblemType.INVALID_FIELD,
                  "bids must be at most %d, for the collection's rate limit lets no more pass together: send fewer, or without atomic"
                      .formatted(most))
              .with("field", "bids")
              .answer();
      case AllOrNone.Undecided(Outcome outcome) -> Results.undecided(outcome).answer();
    };
  }

  private static Answer oneByOne(Edits edits, CollectionId collection, List<BidId> bids)
      throws InterruptedException {
    List<Command> commands =
        bids.stream().<Command>map(bid -> new Command.Accept(collection, bid)).toList();
    List<Outcome> outcomes = edits.decide(commands, edits.config().time(Setting.DEADLINE));
    var unknown = new Decision.UnknownCollection();
    if (outcomes.stream().allMatch(unknown::equals)) {
      return Answers.refusal(unknown).answer();
    }
    var results = new ArrayList<BidOutcome>();
    for (int i = 0; i < bids.size(); i++) {
      results.add(new BidOutcome(bids.get(i), outcomes.get(i)));
    }
    return told(edits, collection, results);
  }

  private static Answer told(Edits edits, CollectionId collection, List<BidOutcome> outcomes) {
    return Answers.byStrategy(Results.of(collection, outcomes), collection, edits);
  }
}
