package dev.stockade.server.api;

import static dev.stockade.server.http.Route.Body.NONE;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.engine.Strategies;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import dev.stockade.server.http.Routes;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Answers acceptances without an engine, with as many bytes as if there were one.
public final class HollowApi {
  private static final int STOCK = 1_000_000;

  private final InstantSource clock = Clock.systemUTC();
  private final AtomicLong last = new AtomicLong();

  private HollowApi() {}

  public static Routes routes() {
    var api = new HollowApi();
    return new Routes(List.of(Route.post(Paths.ACCEPTANCE, NONE, api::accept)));
  }

  private Answer accept(Request request) {
    CollectionId collection = Collections.named(request);
    BidId bid = Bids.named(request);
    var entry =
        new Entry(last.incrementAndGet(), clock.instant().truncatedTo(ChronoUnit.MICROS), STOCK);
    var accepted = new Decision.Accepted(bid, 1, entry, false);
    return Answers.acceptance(collection, accepted)
        .with(Answers.STRATEGY, Strategies.ROW_LOCK.value());
  }
}
