package dev.stockade.server.api;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.BidOutcome;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Json;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of many bids that were to be accepted: for each what its own request would have been
/// answered, the status among it, and how many there are of a kind.
final class Results {
  private final CollectionId collection;
  private final ArrayNode results;
  private final ObjectNode body;
  private int accepted;
  private int refused;
  private int deferred;
  private int inDoubt;

  private Results(CollectionId collection) {
    this.collection = collection;
    this.body = Json.object();
    this.results = body.putArray("results");
  }

  static Answer of(CollectionId collection, List<BidOutcome> results) {
    var told = new Results(collection);
    results.forEach(told::add);
    return Answer.ok(
        told.body
            .put("accepted", told.accepted)
            .put("refused", told.refused)
            .put("deferred", told.deferred)
            .put("inDoubt", told.inDoubt));
  }

  /// Why none of them was accepted: those that stood in the way.
  static Problem none(List<BidOutcome> obstacles) {
    ArrayNode refused = Json.object().putArray("refused");
    for (BidOutcome it : obstacles) {
      ObjectNode shape = Json.object().put("bid", it.bid().toString());
      if (it.outcome() instanceof Decision.Refused refusal) {
        shape.setAll(Answers.refusal(refusal).body());
      }
      refused.add(shape);
    }
    return Problem.of(
            ProblemType.NONE_ACCEPTED,
            "none was accepted, since %d of them could not be".formatted(obstacles.size()))
        .with("refused", refused);
  }

  /// @param outcome deferred or in doubt, of all of them
  static Problem undecided(Outcome outcome) {
    return switch (outcome) {
      case Deferred it -> Answers.deferral(it);
      case InDoubt() ->
          Problem.of(
              ProblemType.IN_DOUBT,
              "it may have happened, or may yet; ask again with the same bids to be sure");
      case Decision it -> throw isNoAnswer(it);
    };
  }

  private void add(BidOutcome result) {
    ObjectNode shape = Json.object().put("bid", result.bid().toString());
    results.add(shape.setAll(told(result)));
  }

  private ObjectNode told(BidOutcome result) {
    return switch (result.outcome()) {
      case Decision.Accepted it -> {
        accepted++;
        int status = Answer.created(it.repeated(), Json.object()).status();
        yield Json.object().put("status", status).setAll(Shapes.done(collection, it));
      }
      case Decision.Refused it -> {
        refused++;
        yield Answers.refusal(it).body();
      }
      case Deferred it -> {
        deferred++;
        yield Answers.deferral(it, result.bid().value()).body();
      }
      case InDoubt() -> {
        inDoubt++;
        yield Answers.doubt(result.bid().value()).body();
      }
      case Decision.Opened it -> throw isNoAnswer(it);
      case Decision.Placed it -> throw isNoAnswer(it);
      case Decision.Unchanged it -> throw isNoAnswer(it);
      case Decision.Withdrawn it -> throw isNoAnswer(it);
      case Decision.Rejected it -> throw isNoAnswer(it);
      case Decision.Released it -> throw isNoAnswer(it);
      case Decision.Restocked it -> throw isNoAnswer(it);
      case Decision.CollectionClosed it -> throw isNoAnswer(it);
      case Decision.StrategyChanged it -> throw isNoAnswer(it);
    };
  }

  private static IllegalStateException isNoAnswer(Decision decision) {
    return new IllegalStateException("this does not answer an acceptance: " + decision);
  }
}
