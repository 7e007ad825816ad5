package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Price;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The best open bids of a collection.
class BestBidsTest {
  private static final TimeOrderedIds IDS =
      new TimeOrderedIds(InstantSource.system(), new Random());

  @RegisterExtension
  private static final SharedEngine ENGINE =
      SharedEngine.start(
          4,
          Config.defaults()
              .withSchema(TestDatabase.newSchema())
              .with(Setting.CONNECTIONS, 4)
              .with(Setting.PAGE, 7));

  private static final Stockade stockade = ENGINE.stockade();

  @Test
  void more_of_them_than_a_page_has_are_accepted_in_their_order() throws Exception {
    CollectionId drop = ENGINE.open(100);
    List<BidId> bids = place(drop, 30);

    List<BidOutcome> outcomes = stockade.acceptBest(drop, "EUR", 20);

    assertThat(outcomes).extracting(BidOutcome::bid).isEqualTo(bids.reversed().subList(0, 20));
    assertThat(outcomes)
        .extracting(it -> ((Decision.Accepted) it.outcome()).entry().sequence())
        .isSorted()
        .startsWith(1L)
        .endsWith(20L);
  }

  @Test
  void it_ends_where_no_unit_is_left() throws Exception {
    CollectionId drop = ENGINE.open(3);
    place(drop, 30);

    List<BidOutcome> outcomes = stockade.acceptBest(drop, "EUR", 20);

    assertThat(outcomes).hasSize(7);
    assertThat(outcomes.subList(0, 3)).allMatch(it -> it.outcome() instanceof Decision.Accepted);
    assertThat(outcomes.subList(3, 7)).allMatch(it -> it.outcome() instanceof Decision.SoldOut);
  }

  @Test
  void callers_at_once_get_different_bids_and_together_the_best() throws Exception {
    CollectionId drop = ENGINE.open(100);
    List<BidId> bids = place(drop, 60);
    var barrier = new CyclicBarrier(4);
    var accepted = new ArrayList<BidId>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<BidOutcome>> call =
          () -> {
            barrier.await(10, TimeUnit.SECONDS);
            return stockade.acceptBest(drop, "EUR", 10);
          };
      for (var outcomes : threads.invokeAll(List.of(call, call, call, call))) {
        assertThat(outcomes.get())
            .hasSize(10)
            .allMatch(it -> it.outcome() instanceof Decision.Accepted a && !a.repeated())
            .extracting(BidOutcome::bid)
            .allSatisfy(accepted::add);
      }
    }

    assertThat(accepted).containsExactlyInAnyOrderElementsOf(bids.reversed().subList(0, 40));
  }

  @Test
  void there_is_nothing_to_accept_where_there_is_no_bid_of_the_currency() throws Exception {
    CollectionId drop = ENGINE.open(3);
    place(drop, 1);

    assertThat(stockade.acceptBest(drop, "USD", 1)).isEmpty();
    assertThat(stockade.read().currencies(drop, 7)).containsExactly("EUR");
  }

  @Test
  void currencies_are_told_whatever_a_page_has() throws Exception {
    CollectionId drop = ENGINE.open(3);
    place(drop, 1);

    assertThat(stockade.read().currencies(drop, 8)).containsExactly("EUR");
    assertThatThrownBy(() -> stockade.read().currencies(drop, 101))
        .hasMessage("most must be 1 to 100 currencies: 101");
  }

  @Test
  void what_cannot_be_meant_is_refused() {
    assertThatThrownBy(() -> stockade.acceptBest(CollectionId.of(IDS.next()), "EUR", 0))
        .hasMessage("count must be 1 to 1000 in one call: 0");
    assertThatThrownBy(() -> stockade.acceptBest(CollectionId.of(IDS.next()), "euro", 1))
        .hasMessageStartingWith("currency must be ");
  }

  /// Bids for one unit each, the best last.
  private static List<BidId> place(CollectionId drop, int number) throws InterruptedException {
    var bids = new ArrayList<BidId>();
    for (int i = 0; i < number; i++) {
      var bid = new Bid(new BidId(IDS.next()), drop, "alice", 1, new Price(i, "EUR"));
      stockade.place(bid);
      bids.add(bid.id());
    }
    return bids;
  }
}
