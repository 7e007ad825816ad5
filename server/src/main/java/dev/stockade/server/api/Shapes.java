package dev.stockade.server.api;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.engine.BidStatus;
import dev.stockade.engine.Listing;
import dev.stockade.engine.PlacedBid;
import dev.stockade.server.http.Json;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// What things look like in JSON. Ids are UUIDs, times are in UTC as ISO 8601 has them, amounts are
/// whole numbers in minor units, and what a thing does not have is left out.
final class Shapes {
  private Shapes() {}

  static ObjectNode collection(Listing listing) {
    CollectionState state = listing.state();
    ObjectNode shape =
        Json.object()
            .put("id", state.id().value().toString())
            .put("name", listing.name())
            .put("supply", state.supply())
            .put("stock", state.stock())
            .put("held", state.held())
            .put("accepted", state.accepted())
            .put("version", state.version())
            .put("status", state.status().name().toLowerCase(Locale.ROOT))
            .put("strategy", state.strategy().value())
            .put("auto", isAuto(state.assignment().mode()))
            .put("strategyReason", state.assignment().reason());
    if (!state.assignment().since().equals(Assignment.NEVER)) {
      shape.put("strategySince", state.assignment().since().toString());
    }
    listing.rateLimit().ifPresent(limit -> shape.put("rateLimit", limit.toString()));
    return shape
        .put("openedAt", listing.openedAt().toString())
        .put("changedAt", listing.changedAt().toString());
  }

  private static boolean isAuto(Assignment.Mode mode) {
    return mode == Assignment.Mode.AUTO;
  }

  static ObjectNode bid(PlacedBid placed) {
    Bid bid = placed.standing().bid();
    ObjectNode price =
        Json.object().put("amount", bid.price().amount()).put("currency", bid.price().currency());
    ObjectNode shape =
        Json.object()
            .put("id", bid.id().toString())
            .put("collection", bid.collection().value().toString())
            .put("bidder", bid.bidder())
            .put("quantity", bid.quantity());
    shape.set("price", price);
    return shape
        .put("placedAt", placed.placedAt().toString())
        .put("status", word(BidStatus.of(placed.standing().fate())));
  }

  static String word(BidStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode acceptance(Bid bid, Entry acceptance) {
    return onBid(bid.collection(), bid.id().value(), acceptance).put("quantity", bid.quantity());
  }

  static ObjectNode released(Bid bid, Entry acceptance, Entry release) {
    ObjectNode released = acceptance(bid, acceptance);
    released.set("release", entry(Json.object(), release));
    return released;
  }

  static ObjectNode done(CollectionId collection, Decision.Done done) {
    return switch (done) {
      case Decision.Accepted d ->
          onBid(collection, d.bid().value(), d.entry()).put("quantity", d.quantity());
      case Decision.Released d ->
          onBid(collection, d.bid().value(), d.entry()).put("quantity", d.quantity());
      case Decision.Withdrawn d -> onBid(collection, d.bid().value(), d.entry());
      case Decision.Rejected d -> onBid(collection, d.bid().value(), d.entry());
      case Decision.Restocked d ->
          entry(
              Json.object()
                  .put("id", d.restock().toString())
                  .put("collection", collection.value().toString())
                  .put("quantity", d.quantity()),
              d.entry());
      case Decision.CollectionClosed d -> onCollection(collection, d.entry());
      case Decision.StrategyChanged d ->
          onCollection(collection, d.entry())
              .put("strategy", d.strategy().value())
              .put("auto", isAuto(d.mode()));
    };
  }

  static ObjectNode event(Event event) {
    ObjectNode shape = Json.object().put("sequence", event.entry().sequence());
    switch (event) {
      case Event.BidAccepted e ->
          shape.put("kind", "accepted").put("bid", id(e)).put("quantity", e.quantity());
      case Event.AcceptanceReleased e ->
          shape.put("kind", "released").put("bid", id(e)).put("quantity", e.quantity());
      case Event.BidWithdrawn e -> shape.put("kind", "withdrawn").put("bid", id(e));
      case Event.BidRejected e -> shape.put("kind", "rejected").put("bid", id(e));
      case Event.Restocked e ->
          shape
              .put("kind", "restocked")
              .put("restock", e.restock().toString())
              .put("quantity", e.quantity());
      case Event.CollectionClosed _ -> shape.put("kind", "closed");
      case Event.StrategyChanged e ->
          shape
              .put("kind", "strategy-changed")
              .put("strategy", e.strategy().value())
              .put("auto", isAuto(e.mode()))
              .put("reason", e.reason());
    }
    return shape.put("stock", event.entry().stock()).put("at", event.entry().at().toString());
  }

  private static String id(Event.OnBid event) {
    return event.bid().toString();
  }

  private static ObjectNode onBid(CollectionId collection, UUID bid, Entry entry) {
    return entry(
        Json.object().put("collection", collection.value().toString()).put("bid", bid.toString()),
        entry);
  }

  private static ObjectNode onCollection(CollectionId collection, Entry entry) {
    return entry(Json.object().put("collection", collection.value().toString()), entry);
  }

  private static ObjectNode entry(ObjectNode shape, Entry entry) {
    return shape
        .put("sequence", entry.sequence())
        .put("stock", entry.stock())
        .put("at", entry.at().toString());
  }
}
