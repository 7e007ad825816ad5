package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Price;
import dev.stockade.core.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// An engine that the tests of a class share, and its pool: both end with them.
record SharedEngine(HikariDataSource pool, Stockade stockade) implements AfterAllCallback {
  /// @param size of the pool
  static SharedEngine start(int size, Config config) {
    HikariDataSource pool = TestDatabase.pool(size);
    return new SharedEngine(pool, Stockade.on(pool, config));
  }

  CollectionId open(int supply) throws InterruptedException {
    return open(supply, Optional.empty());
  }

  CollectionId open(int supply, RateLimit limit) throws InterruptedException {
    return open(supply, Optional.of(limit));
  }

  private CollectionId open(int supply, Optional<RateLimit> limit) throws InterruptedException {
    CollectionId id = CollectionId.of(UUID.randomUUID());
    assertThat(stockade.open(id, "drop", supply, stockade.config().strategy(), limit))
        .isInstanceOf(Decision.Opened.class);
    return id;
  }

  /// Bids for one unit each.
  List<Bid> place(CollectionId drop, int count) throws InterruptedException {
    var bids = new ArrayList<Bid>();
    for (int i = 0; i < count; i++) {
      bids.add(bid(drop));
    }
    assertThat(stockade.place(bids)).allMatch(Decision.Placed.class::isInstance);
    return bids;
  }

  static Bid bid(CollectionId drop) {
    return new Bid(new BidId(UUID.randomUUID()), drop, "bidder", 1, new Price(1, "EUR"));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stockade.close();
    pool.close();
  }
}
