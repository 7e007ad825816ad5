package dev.stockade.server.api;

import static dev.stockade.server.http.Route.Body.NONE;
import static dev.stockade.server.http.Route.Body.OBJECT;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Price;
import dev.stockade.core.Quantity;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Fields;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `…/bids`: offers, and their end without an acceptance.
final class Bids {
  private final Stockade engine;
  private final Answers answers;
  private final AtMostOnce once;
  private final TimeOrderedIds ids;

  Bids(Stockade engine, Answers answers, AtMostOnce once, TimeOrderedIds ids) {
    this.engine = engine;
    this.answers = answers;
    this.once = once;
    this.ids = ids;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Paths.BIDS, OBJECT, this::place),
        Route.get(Paths.BID, this::read),
        Route.delete(Paths.BID, this::withdraw),
        Route.post(Paths.REJECTION, NONE, this::reject));
  }

  /// The bid that a path names.
  static BidId named(Request request) {
    return new BidId(request.id("bid"));
  }

  private Answer place(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    IdempotencyKey key = IdempotencyKey.of(request, "POST " + Paths.of(collection) + "/bids");
    NewBid it = request.body(fields -> NewBid.read(fields, collection, key, ids));
    BidId id = it.bid().id();
    return key.judged(answers.of(engine.place(it.bid()), collection, id.value()), it.id());
  }

  private record NewBid(Optional<UUID> id, Bid bid) {
    static NewBid read(
        Fields fields, CollectionId collection, IdempotencyKey key, TimeOrderedIds ids) {
      Optional<UUID> id = fields.id("id");
      Fields price = fields.object("price");
      return new NewBid(
          id,
          new Bid(
              new BidId(key.id(id, ids)),
              collection,
              fields.text("bidder"),
              (int) fields.number("quantity", 1, Quantity.MAX),
              new Price(price.number("amount", 0, Long.MAX_VALUE), price.text("currency"))));
    }
  }

  private Answer read(Request request) throws InterruptedException {
    return answers.bid(Collections.named(request), named(request));
  }

  private Answer withdraw(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    BidId bid = named(request);
    var withdraw = new Command.Withdraw(collection, bid);
    return once.answer(
        request,
        "DELETE " + Paths.of(collection, bid),
        edits -> answers.of(edits).of(edits.decide(withdraw), collection, bid.value()));
  }

  private Answer reject(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    BidId bid = named(request);
    var reject = new Command.Reject(collection, bid);
    return once.answer(
        request,
        "POST " + Paths.of(collection, bid) + "/rejection",
        edits -> answers.of(edits).of(edits.decide(reject), collection, bid.value()));
  }
}
