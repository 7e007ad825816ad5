package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two tenants whose collections and bids have the same ids.
class SharedIdTest {
  private static final String SCHEMA = TestDatabase.newSchema();

  @RegisterExtension
  private static final SharedEngine ENGINE =
      SharedEngine.start(8, Config.defaults().withSchema(SCHEMA).with(Setting.CONNECTIONS, 6));

  private static final Stockade stockade = ENGINE.stockade();

  private final UUID id = UUID.randomUUID();
  private final CollectionId ours = new CollectionId(new TenantId("ours"), id);
  private final CollectionId theirs = new CollectionId(new TenantId("theirs"), id);

  @ParameterizedTest
  @ValueSource(strings = {"row-lock", "optimistic", "event-sourced"})
  void each_sells_its_own_units_to_its_own_callers(String strategy) throws Exception {
    open(ours, 20, strategy);
    open(theirs, 30, strategy);
    List<Bid> bids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      var bid = new BidId(UUID.randomUUID());
      bids.add(new Bid(bid, ours, "bidder", 1, new Price(1, "EUR")));
      bids.add(new Bid(bid, theirs, "bidder", 1, new Price(1, "EUR")));
    }
    stockade.place(bids);

    var outcomes = new ArrayList<Future<Outcome>>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Bid bid : bids) {
        outcomes.add(callers.submit(() -> stockade.accept(bid.collection(), bid.id())));
      }
    }

    assertThat(accepted(bids, outcomes, ours)).isEqualTo(20);
    assertThat(accepted(bids, outcomes, theirs)).isEqualTo(30);
    assertThat(stockade.read().collection(ours).orElseThrow().state().stock()).isZero();
    assertThat(stockade.read().collection(theirs).orElseThrow().state().stock()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"row-lock", "optimistic", "event-sourced"})
  void a_row_of_one_that_somebody_holds_is_none_of_the_other_one_s_business(String strategy)
      throws Exception {
    open(ours, 1, strategy);
    open(theirs, 1, strategy);
    var bid = new Bid(new BidId(UUID.randomUUID()), ours, "bidder", 1, new Price(1, "EUR"));
    stockade.place(bid);

    try (Connection stranger = ENGINE.pool().getConnection()) {
      stranger.setAutoCommit(false);
      try (var statement = stranger.createStatement()) {
        statement.execute(
            "SELECT 1 FROM " + SCHEMA + ".collection WHERE tenant = 'theirs' FOR UPDATE");
      }
      assertThat(stockade.accept(ours, bid.id())).isInstanceOf(Decision.Accepted.class);
      stranger.rollback();
    }
  }

  private static void open(CollectionId id, int supply, String strategy) throws Exception {
    assertThat(stockade.open(id, "drop", supply, new StrategyName(strategy), Optional.empty()))
        .isInstanceOf(Decision.Opened.class);
  }

  private static int accepted(List<Bid> bids, List<Future<Outcome>> outcomes, CollectionId by) {
    int accepted = 0;
    for (int i = 0; i < bids.size(); i++) {
      if (bids.get(i).collection().equals(by)) {
        Outcome outcome = outcomes.get(i).resultNow();
        assertThat(outcome).isInstanceOfAny(Decision.Accepted.class, Decision.SoldOut.class);
        accepted += outcome instanceof Decision.Accepted ? 1 : 0;
      }
    }
    return accepted;
  }
}
