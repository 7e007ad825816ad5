package dev.stockade.server.api;

import static dev.stockade.server.http.Route.Body.OBJECT;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Outcome;
import dev.stockade.core.Quantity;
import dev.stockade.core.RateLimit;
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

/// `/v1/collections`: pools of units, opened and read.
final class Collections {
  private static final UUID FIRST = new UUID(0, 0);

  private final Stockade engine;
  private final Answers answers;
  private final TimeOrderedIds ids;
  private final Pages pages;

  Collections(Stockade engine, Answers answers, TimeOrderedIds ids, Pages pages) {
    this.engine = engine;
    this.answers = answers;
    this.ids = ids;
    this.pages = pages;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Paths.COLLECTIONS, Set.of("after", "limit"), this::list),
        Route.post(Paths.COLLECTIONS, OBJECT, this::create),
        Route.get(Paths.COLLECTION, this::read));
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
    List<Listing> listings = engine.read().collections(TenantId.DEFAULT, after, limit);
    return pages.page(
        "collections",
        listings,
        limit,
        Shapes::collection,
        (page, last) -> page.put("next", last.state().id().value().toString()));
  }

  /// Empty: no limit.
  static Optional<RateLimit> limit(String text) {
    return text.equals("off") ? Optional.empty() : Optional.of(RateLimit.parse(text));
  }
}
