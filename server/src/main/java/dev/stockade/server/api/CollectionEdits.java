package dev.stockade.server.api;

import static dev.stockade.server.http.Route.Body.NONE;
import static dev.stockade.server.http.Route.Body.OBJECT;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.core.Quantity;
import dev.stockade.core.RateLimit;
import dev.stockade.core.RestockId;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.Edits;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.Strategies;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Fields;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is changed of a collection: how it grows, how it is decided, and how it ends. Each edit may
/// say by `If-Match` what its author has seen.
final class CollectionEdits {
  /// The reason for a change of strategy where none is given.
  private static final String BY_HAND = "by hand";

  private final Stockade engine;
  private final Answers answers;
  private final AtMostOnce once;
  private final TimeOrderedIds ids;
  private final boolean ifMatchRequired;

  CollectionEdits(
      Stockade engine,
      Answers answers,
      AtMostOnce once,
      TimeOrderedIds ids,
      boolean ifMatchRequired) {
    this.engine = engine;
    this.answers = answers;
    this.once = once;
    this.ids = ids;
    this.ifMatchRequired = ifMatchRequired;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Paths.RESTOCKS, OBJECT, this::restock),
        Route.put(Paths.STRATEGY, OBJECT, this::setStrategy),
        Route.put(Paths.RATE_LIMIT, OBJECT, this::setRateLimit),
        Route.post(Paths.CLOSURE, NONE, this::close));
  }

  private record NewRestock(Optional<UUID> id, int quantity) {
    static NewRestock read(Fields fields) {
      return new NewRestock(fields.id("id"), (int) fields.number("quantity", 1, Quantity.MAX));
    }
  }

  private Answer restock(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    IdempotencyKey key = IdempotencyKey.of(request, "POST " + Paths.of(id) + "/restocks");
    IfMatch match = IfMatch.of(request, ifMatchRequired);
    NewRestock it = request.body(NewRestock::read);
    var restockId = new RestockId(key.id(it.id(), ids));
    var restock = new Command.Restock(id, restockId, it.quantity(), match.expected());
    Outcome outcome = match.edit(engine, id, () -> engine.decide(restock));
    return key.judged(answers.of(outcome, id, restockId.value()), it.id());
  }

  private Answer setStrategy(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    IfMatch match = IfMatch.of(request, ifMatchRequired);
    Command.SetStrategy set =
        request.body(
            fields ->
                new Command.SetStrategy(
                    id,
                    Strategies.choice(new StrategyName(fields.text("strategy"))),
                    fields.optionalText("reason").orElse(BY_HAND),
                    match.expected()));
    return once.answer(
        request,
        "PUT " + Paths.of(id) + "/strategy",
        edits -> told(edits, id, match.edit(edits, id, () -> edits.decide(set))));
  }

  private Answer setRateLimit(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    IfMatch match = IfMatch.of(request, ifMatchRequired);
    Optional<RateLimit> limit = request.body(fields -> Collections.limit(fields.text("rateLimit")));
    return once.answer(
        request,
        "PUT " + Paths.of(id) + "/rate-limit",
        edits -> told(edits, id, edits.limit(id, limit, match.seen())));
  }

  private Answer close(Request request) throws InterruptedException {
    CollectionId id = Collections.named(request);
    IfMatch match = IfMatch.of(request, ifMatchRequired);
    var close = new Command.Close(id, match.expected());
    return once.answer(
        request,
        "POST " + Paths.of(id) + "/closure",
        edits -> told(edits, id, match.edit(edits, id, () -> edits.decide(close))));
  }

  private Answer told(Edits edits, CollectionId id, Outcome outcome) throws InterruptedException {
    return answers.of(edits).of(outcome, id, id.value());
  }
}
