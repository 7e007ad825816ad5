package dev.stockade.lab.http;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.StrategyName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What answers over HTTP mean. Written from what clients are told, not from the server's code.
///
/// Some answers do not tell all of the event that they are about; what is missing is [filled
/// in][Untold] from the log when the round is judged. A DELETE does not tell whether it was
/// repeated: it is taken to be, which explains less.
final class Answers {
  private static final JsonMapper JSON = new JsonMapper();

  private final int status;
  private final JsonNode body;
  private final Duration retryAfter;

  private Answers(Raw raw) {
    this.status = raw.status();
    this.body = JSON.readTree(raw.body());
    this.retryAfter = Duration.ofSeconds(raw.retryAfter().orElse(0));
  }

  private interface Meaning {
    Optional<Outcome> of(Answers answer);
  }

  static Reply opened(Raw raw, CollectionId id, int supply) {
    return read(
        raw,
        answer ->
            Optional.of(
                new Decision.Opened(
                    CollectionState.opened(id, supply, answer.openedAs()), answer.status == 200)));
  }

  static Reply placed(Raw raw, Bid bid) {
    return read(raw, answer -> Optional.of(new Decision.Placed(bid, answer.status == 200)));
  }

  static Reply decided(Raw raw, Command command) {
    return read(raw, answer -> answer.done(command));
  }

  private static Reply read(Raw raw, Meaning success) {
    try {
      var answer = new Answers(raw);
      Optional<Outcome> outcome =
          answer.status == 200 || answer.status == 201 ? success.of(answer) : answer.problem();
      return outcome
          .<Reply>map(Reply.Answered::new)
          .orElseGet(() -> new Reply.Wrong(raw.status() + " " + raw.body()));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      return new Reply.Wrong("%d %s: %s".formatted(raw.status(), raw.body(), e));
    }
  }

  private Optional<Outcome> done(Command command) {
    boolean repeated = status == 200;
    return switch (command) {
      case Command.Accept c ->
          Optional.of(new Decision.Accepted(c.bid(), number("quantity"), entry(), repeated));
      case Command.Reject c -> Optional.of(new Decision.Rejected(c.bid(), entry(), repeated));
      case Command.Withdraw c -> Optional.of(new Decision.Withdrawn(c.bid(), entry(), true));
      case Command.Release c ->
          Optional.of(new Decision.Released(c.bid(), number("quantity"), entry(), true));
      case Command.Restock c ->
          Optional.of(new Decision.Restocked(c.id(), number("quantity"), entry(), repeated));
      case Command.Close _ ->
          Optional.of(
              repeated
                  ? new Decision.Unchanged()
                  : new Decision.CollectionClosed(Untold.ENTRY, false));
      case Command.SetStrategy _ ->
          Optional.of(
              body.has("sequence")
                  ? new Decision.StrategyChanged(
                      new StrategyName(text("strategy")), Readings.mode(body), entry(), false)
                  : new Decision.Unchanged());
      case Command.PlaceAndAccept _ -> Optional.empty();
    };
  }

  private Optional<Outcome> problem() {
    return switch (text("type")) {
      case "/problems/unknown-collection" -> only(404, new Decision.UnknownCollection());
      case "/problems/unknown-bid" -> only(404, new Decision.UnknownBid());
      case "/problems/id-in-use" -> only(409, new Decision.IdInUse());
      case "/problems/bid-withdrawn" -> only(409, new Decision.BidWithdrawn(settled()));
      case "/problems/bid-rejected" -> only(409, new Decision.BidRejected(settled()));
      case "/problems/bid-accepted" -> only(409, new Decision.BidAccepted(settled()));
      case "/problems/bid-released" -> only(409, new Decision.BidReleased(settled()));
      case "/problems/not-accepted" -> only(409, new Decision.NotAccepted());
      case "/problems/closed" -> only(409, new Decision.Closed());
      case "/problems/sold-out" -> only(409, new Decision.SoldOut());
      case "/problems/not-enough-stock" ->
          only(409, new Decision.NotEnoughStock(number("requested"), number("stock")));
      case "/problems/supply-exceeded" -> only(409, new Decision.SupplyExceeded());
      case "/problems/rate-limited" -> later(429, new Deferred.RateLimited(retryAfter));
      case "/problems/conflict" ->
          later(503, new Deferred.Conflict(number("attempts"), retryAfter));
      case "/problems/busy", "/problems/database-unavailable" ->
          later(503, new Deferred.Busy(retryAfter));
      case "/problems/in-doubt" -> only(504, new InDoubt());
      default -> Optional.empty();
    };
  }

  private Optional<Outcome> only(int right, Outcome outcome) {
    return status == right ? Optional.of(outcome) : Optional.empty();
  }

  private Optional<Outcome> later(int right, Deferred deferred) {
    return deferred.retryAfter().isPositive() ? only(right, deferred) : Optional.empty();
  }

  private Assignment openedAs() {
    return Assignment.opened(new StrategyName(text("strategy")), Readings.mode(body));
  }

  private Entry entry() {
    return new Entry(body.path("sequence").asLong(), at(), number("stock"));
  }

  private Entry settled() {
    return new Entry(body.path("sequence").asLong(), at(), Untold.STOCK);
  }

  private Instant at() {
    return Instant.parse(text("at"));
  }

  private String text(String field) {
    return body.path(field).asString("");
  }

  private int number(String field) {
    return body.path(field).asInt();
  }
}
