package dev.stockade.server.api;

import static dev.stockade.server.http.Route.Body.NONE;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.core.Fate;
import dev.stockade.engine.PlacedBid;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.List;
import java.util.Optional;

/// `…/bids/{bid}/acceptance`: the binding decision on a bid, and its undoing.
final class Acceptances {
  private final Stockade engine;
  private final Answers answers;
  private final AtMostOnce once;

  Acceptances(Stockade engine, Answers answers, AtMostOnce once) {
    this.engine = engine;
    this.answers = answers;
    this.once = once;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Paths.ACCEPTANCE, this::read),
        Route.post(Paths.ACCEPTANCE, NONE, this::accept),
        Route.put(Paths.ACCEPTANCE, NONE, this::accept),
        Route.delete(Paths.ACCEPTANCE, this::release));
  }

  /// The acceptance is its own memory: no `Idempotency-Key` is looked at, and nothing else is
  /// written.
  private Answer accept(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    BidId bid = Bids.named(request);
    return answers.of(engine.accept(collection, bid), collection, bid.value());
  }

  private Answer release(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    BidId bid = Bids.named(request);
    var release = new Command.Release(collection, bid);
    return once.answer(
        request,
        "DELETE " + Paths.of(collection, bid) + "/acceptance",
        edits -> answers.of(edits).of(edits.decide(release), collection, bid.value()));
  }

  private Answer read(Request request) throws InterruptedException {
    Optional<PlacedBid> placed = engine.read().bid(Collections.named(request), Bids.named(request));
    if (placed.isEmpty()) {
      return Answers.refusal(new Decision.UnknownBid()).answer();
    }
    Bid bid = placed.get().standing().bid();
    return switch (placed.get().standing().fate()) {
      case Fate.Accepted(Entry acceptance) ->
          Answer.ok(Shapes.acceptance(bid, acceptance)).tagged();
      case Fate.Released(Entry acceptance, Entry release) ->
          Answer.ok(Shapes.released(bid, acceptance, release)).tagged();
      case Fate.Open _, Fate.Withdrawn _, Fate.Rejected _ ->
          Problem.of(ProblemType.UNKNOWN_ACCEPTANCE, "the bid has not been accepted").answer();
    };
  }
}
