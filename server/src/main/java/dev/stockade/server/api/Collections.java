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
import dev.stockade.core.TenantId;
import dev.stockade.core.Text;
import dev.stockade.engine.Listing;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.Strategies;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Fields;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// `/v1/collections`: pools of units, how they grow, how they are decided, and how they end.
final class Collections {
  private static final UUID FIRST = new UUID(0, 0);

  /// The reason for a change of strategy where none is given.
  private static final String BY_HAND = "by hand";

  private final Stockade engine;
  private final Answers answers;
  private final AtMostOnce once;
  private final TimeOrderedIds ids;
  private final Pages pages;

  Collections(Stockade engine, Answers answers, AtMostOnce once, TimeOrderedIds ids, Pages pages) {
    this.engine = engine;
    this.answers = answers;
    this.once = once;
    this.ids = ids;
    this.pages = pages;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Paths.COLLECTIONS, Set.of("after", "limit"), this::list),
        Route.post(Paths.COLLECTIONS, OBJECT, this::create),
        Route.get(Paths.COLLECTION, this::read),
        Route.post(Paths.RESTOCKS, OBJECT, this::restock),
        Route.put(Paths.STRATEGY, OBJECT, this::setStrategy),
        Route.put(Paths.RATE_LIMIT, OBJECT, this::setRateLimit),
        Route.post(Paths.CLOSURE, NONE, this::close));
  }

  /// The collection that a path names.
  static CollectionId named(Request request) {
    return CollectionId.of(request.id("collection"));
  }

  private record NewCollection(
      Optional<UUID> id,
      String name,
      int supply,
      Optional<StrategyName> strategy,
      Optional<String> rateLimit) {
    private static final int MAX_NAME = 200;

    static NewCollection read(Fields fields) {
      String name = fields.text("name");
      Text.check("name", name, MAX_NAME);
      int supply = (int) fields.number("supply", 0, Quantity.MAX);
      Optional<StrategyName> strategy = fields.optionalText("strategy").map(StrategyName::new);
      strategy.ifPresent(Strategies::choice);
      Optional<String> rateLimit = fields.optionalText("rateLimit");
      rateLimit.ifPresent(Collections::limit);
      return new NewCollection(fields.id("id"), name, supply, strategy, rateLimit);
    }
  }

  private record NewRestock(Optional<UUID> id, int quantity) {
    static NewRestock read(Fields fields) {
      return new NewRestock(fields.id("id"), (int) fields.number("quantity", 1, Quantity.MAX));
    }
  }

  private Answer create(Request request) throws InterruptedException {
    IdempotencyKey key = IdempotencyKey.of(request, "POST " + Paths.COLLECTIONS);
    NewCollection it = request.body(NewCollection::read);
    CollectionId id = CollectionId.of(key.id(it.id(), ids));
    Outcome outcome =
        engine.open(
            id,
            it.name(),
            it.supply(),
            it.strategy().orElseGet(() -> engine.config().strategy()),
            it.rateLimit().map(Collections::limit).orElseGet(() -> engine.config().rateLimit()));
    return key.judged(answers.of(outcome, id, id.value()), it.id());
  }

  private Answer read(Request request) throws InterruptedException {
    return answers.collection(named(request));
  }

  private Answer list(Request request) throws InterruptedException {
    UUID after = request.queriedId("after").orElse(FIRST);
    int limit = pages.limit(request);
    List<Listing> listings = engine.collections(TenantId.DEFAULT, after, limit);
    return pages.page(
        "collections",
        listings,
        limit,
        Shapes::collection,
        (page, last) -> page.put("next", last.state().id().value().toString()));
  }

  private Answer restock(Request request) throws InterruptedException {
    CollectionId id = named(request);
    IdempotencyKey key = IdempotencyKey.of(request, "POST " + Paths.of(id) + "/restocks");
    NewRestock it = request.body(NewRestock::read);
    var restock = new Command.Restock(id, new RestockId(key.id(it.id(), ids)), it.quantity());
    return key.judged(answers.of(engine.decide(restock), id, restock.id().value()), it.id());
  }

  private Answer setStrategy(Request request) throws InterruptedException {
    CollectionId id = named(request);
    Command.SetStrategy set =
        request.body(
            fields ->
                new Command.SetStrategy(
                    id,
                    Strategies.choice(new StrategyName(fields.text("strategy"))),
                    fields.optionalText("reason").orElse(BY_HAND)));
    return once.answer(
        request,
        "PUT " + Paths.of(id) + "/strategy",
        edits -> answers.of(edits).of(edits.decide(set), id, id.value()));
  }

  private Answer setRateLimit(Request request) throws InterruptedException {
    CollectionId id = named(request);
    Optional<RateLimit> limit = request.body(fields -> limit(fields.text("rateLimit")));
    return once.answer(
        request,
        "PUT " + Paths.of(id) + "/rate-limit",
        edits -> answers.of(edits).of(edits.limit(id, limit), id, id.value()));
  }

  /// Empty: no limit.
  private static Optional<RateLimit> limit(String text) {
    return text.equals("off") ? Optional.empty() : Optional.of(RateLimit.parse(text));
  }

  private Answer close(Request request) throws InterruptedException {
    CollectionId id = named(request);
    return once.answer(
        request,
        "POST " + Paths.of(id) + "/closure",
        edits -> answers.of(edits).of(edits.decide(new Command.Close(id)), id, id.value()));
  }
}
