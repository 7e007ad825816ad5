package dev.stockade.lab.http;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.Price;
import dev.stockade.core.RestockId;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads collections, their logs and bids.
///
/// @param source of answers, by path
record Readings(Source source) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PAGE = 1_000;

  interface Source {
    Raw get(String path) throws Unread, InterruptedException;
  }

  private interface Meaning<T> {
    T of(JsonNode json);
  }

  /// The row first, and then no more of the log than it counts, so that both are of one moment
  /// while others go on.
  Ending ending(CollectionId id) throws Unread, InterruptedException {
    Row row = read(Client.path(id), json -> row(id, json));
    var log = new ArrayList<Event>();
    while (last(log) < row.version()) {
      long after = last(log);
      String path = "%s/events?after=%d&limit=%d".formatted(Client.path(id), after, PAGE);
      List<Event> page =
          read(path, json -> json.path("events").valueStream().map(Readings::event).toList());
      if (page.isEmpty() || page.getLast().entry().sequence() <= after) {
        // A log that ends too early, or goes back, is for the judge.
        log.addAll(page);
        break;
      }
      log.addAll(page);
    }
    log.removeIf(event -> event.entry().sequence() > row.version());
    return new Ending(row, log);
  }

  private static long last(List<Event> log) {
    return log.isEmpty() ? 0 : log.getLast().entry().sequence();
  }

  Bid bid(CollectionId collection, BidId id) throws Unread, InterruptedException {
    return read(
        Client.bid(Client.path(collection), id),
        json -> {
          JsonNode price = json.path("price");
          return new Bid(
              id,
              collection,
              text(json, "bidder"),
              number(json, "quantity"),
              new Price(price.path("amount").asLong(), text(price, "currency")));
        });
  }

  private <T> T read(String path, Meaning<T> meaning) throws Unread, InterruptedException {
    Raw raw = source.get(path);
    if (raw.status() != 200) {
      throw new Unread("%s: %d %s".formatted(path, raw.status(), raw.body()));
    }
    try {
      return meaning.of(JSON.readTree(raw.body()));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new Unread("%s: %s".formatted(path, e.getMessage()));
    }
  }

  private static Row row(CollectionId id, JsonNode json) {
    return new Row(
        id,
        number(json, "supply"),
        number(json, "stock"),
        number(json, "held"),
        number(json, "accepted"),
        json.path("version").asLong(),
        Status.valueOf(text(json, "status").toUpperCase(Locale.ROOT)),
        new Assignment(
            new StrategyName(text(json, "strategy")),
            mode(json),
            text(json, "strategyReason"),
            json.has("strategySince")
                ? Instant.parse(text(json, "strategySince"))
                : Assignment.NEVER));
  }

  static Assignment.Mode mode(JsonNode json) {
    return json.path("auto").asBoolean() ? Assignment.Mode.AUTO : Assignment.Mode.PINNED;
  }

  private static Event event(JsonNode json) {
    var entry =
        new Entry(
            json.path("sequence").asLong(), Instant.parse(text(json, "at")), number(json, "stock"));
    return switch (text(json, "kind")) {
      case "accepted" -> new Event.BidAccepted(entry, bid(json), number(json, "quantity"));
      case "withdrawn" -> new Event.BidWithdrawn(entry, bid(json));
      case "rejected" -> new Event.BidRejected(entry, bid(json));
      case "released" -> new Event.AcceptanceReleased(entry, bid(json), number(json, "quantity"));
      case "restocked" ->
          new Event.Restocked(
              entry, new RestockId(uuid(json, "restock")), number(json, "quantity"));
      case "closed" -> new Event.CollectionClosed(entry);
      case "strategy-changed" ->
          new Event.StrategyChanged(
              entry, new StrategyName(text(json, "strategy")), mode(json), text(json, "reason"));
      default -> throw new IllegalArgumentException("an unknown kind of event: " + json);
    };
  }

  private static BidId bid(JsonNode json) {
    return new BidId(uuid(json, "bid"));
  }

  private static UUID uuid(JsonNode json, String field) {
    return UUID.fromString(text(json, field));
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asString("");
  }

  private static int number(JsonNode json, String field) {
    return json.path(field).asInt();
  }
}
