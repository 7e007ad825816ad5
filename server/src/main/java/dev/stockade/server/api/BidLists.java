package dev.stockade.server.api;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Price;
import dev.stockade.engine.BidList;
import dev.stockade.engine.BidOrder;
import dev.stockade.engine.BidPosition;
import dev.stockade.engine.BidStatus;
import dev.stockade.engine.PlacedBid;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `…/bids` as a list: by price, the highest first, or by time.
final class BidLists {
  private static final String BY_PRICE = "price";
  private static final String BY_TIME = "time";

  /// Currencies that a client is told who named none.
  private static final int CURRENCIES_TOLD = 5;

  private final Stockade engine;
  private final Pages pages;

  BidLists(Stockade engine, Pages pages) {
    this.engine = engine;
    this.pages = pages;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Paths.BIDS, Set.of("order", "currency", "status", "after", "limit"), this::list));
  }

  private Answer list(Request request) throws InterruptedException {
    CollectionId collection = Collections.named(request);
    String order = request.queried("order").orElse(BY_TIME);
    if (!order.equals(BY_TIME) && !order.equals(BY_PRICE)) {
      throw Request.invalid("order", "must be price or time");
    }
    Optional<BidStatus> status = request.queried("status").map(BidLists::status);
    int limit = pages.limit(request);
    Optional<BidOrder> by =
        order.equals(BY_TIME)
            ? Optional.of(new BidOrder.ByTime())
            : currency(request, collection).map(BidOrder.ByPrice::new);
    BidPosition after =
        request
            .queried("after")
            .map(text -> by.flatMap(it -> BidCursor.parse(text, it)).orElseThrow(BidLists::noNext))
            .orElse(BidPosition.FIRST);
    List<PlacedBid> bids =
        by.isEmpty()
            ? List.of()
            : engine.read().bids(collection, new BidList(by.get(), status, after), limit);
    if (bids.isEmpty() && engine.read().collection(collection).isEmpty()) {
      return Answers.refusal(new Decision.UnknownCollection()).answer();
    }
    return pages.page(
        "bids",
        bids,
        limit,
        Shapes::bid,
        (page, last) -> page.put("next", BidCursor.text(by.orElseThrow(), BidPosition.of(last))));
  }

  private static RuntimeException noNext() {
    return Request.invalid("after", "must be the next of a page of this list");
  }

  private static BidStatus status(String text) {
    return Arrays.stream(BidStatus.values())
        .filter(status -> Shapes.word(status).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Request.invalid(
                    "status",
                    Arrays.stream(BidStatus.values())
                        .map(Shapes::word)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  /// The one that is asked for, or the only one that there is; empty where there is no bid.
  private Optional<String> currency(Request request, CollectionId collection)
      throws InterruptedException {
    Optional<String> given = request.queried("currency");
    if (given.isPresent()) {
      check(given.get());
      return given;
    }
    List<String> currencies = engine.read().currencies(collection, CURRENCIES_TOLD);
    if (currencies.size() > 1) {
      throw Request.invalid(
          "currency", "is missing, and there are bids in " + String.join(", ", currencies));
    }
    return currencies.stream().findFirst();
  }

  private static void check(String currency) {
    try {
      Price.checkCurrency(currency);
    } catch (IllegalArgumentException e) {
      throw Request.invalid("currency", "must be 3 to 12 of A-Z and 0-9, beginning with a letter");
    }
  }
}
