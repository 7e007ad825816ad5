package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.Price;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Marks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Bids that are accepted all or none.
class AllOrNoneTest {
  private static final TimeOrderedIds IDS =
      new TimeOrderedIds(InstantSource.system(), new Random());
  private static final Config CONFIG = Config.defaults().withSchema(TestDatabase.newSchema());
  @RegisterExtension private static final SharedEngine ENGINE = SharedEngine.start(10, CONFIG);

  private static final Stockade stockade = ENGINE.stockade();

  @Test
  void all_are_accepted_and_asking_again_gives_the_same() throws Exception {
    CollectionId drop = open(5, Strategies.ROW_LOCK);
    List<BidId> bids = place(drop, 3);

    AllOrNone once = stockade.acceptAll(drop, bids);
    AllOrNone again = stockade.acceptAll(drop, bids);

    assertThat(sequences(once)).containsExactly(1L, 2L, 3L);
    assertThat(sequences(again)).containsExactly(1L, 2L, 3L);
    assertThat(((AllOrNone.All) once).acceptances()).noneMatch(Decision.Accepted::repeated);
    assertThat(((AllOrNone.All) again).acceptances()).allMatch(Decision.Accepted::repeated);
  }

  @Test
  void none_is_accepted_where_the_units_are_one_too_few() throws Exception {
    CollectionId drop = open(2, Strategies.EVENT_SOURCED);
    List<BidId> bids = place(drop, 3);

    AllOrNone refused = stockade.acceptAll(drop, bids);

    assertThat(refused)
        .isEqualTo(
            new AllOrNone.None(List.of(new BidOutcome(bids.get(2), new Decision.SoldOut()))));
    assertThat(stockade.read().events(drop, 0, 10)).isEmpty();
    assertThat(sequences(stockade.acceptAll(drop, bids.subList(0, 2)))).containsExactly(1L, 2L);
  }

  @Test
  void nothing_is_known_of_a_collection_that_was_not_opened() throws Exception {
    CollectionId nobody = CollectionId.of(IDS.next());

    assertThat(stockade.acceptAll(nobody, List.of(new BidId(IDS.next()))))
        .isInstanceOfSatisfying(
            AllOrNone.None.class,
            none ->
                assertThat(none.obstacles().getFirst().outcome())
                    .isEqualTo(new Decision.UnknownCollection()));
  }

  @Test
  void a_bid_twice_cannot_be_meant() {
    var bid = new BidId(IDS.next());

    assertThatThrownBy(() -> stockade.acceptAll(CollectionId.of(IDS.next()), List.of(bid, bid)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bids must be different: " + bid + " stands there twice");
  }

  /// Lists that share bids, with single acceptances and withdrawals between them: each list is
  /// accepted as a whole or not at all, and the log says the same as the answers.
  @Test
  void lists_that_meet_are_each_done_as_a_whole_under_every_strategy() throws Exception {
    long seed = new Random().nextLong();
    for (var strategy :
        List.of(Strategies.ROW_LOCK, Strategies.OPTIMISTIC, Strategies.EVENT_SOURCED)) {
      var random = new Random(seed);
      CollectionId drop = open(60, strategy);
      List<BidId> bids = place(drop, 100);
      var barrier = new CyclicBarrier(16);
      var calls = new ArrayList<Callable<Set<BidId>>>();
      for (int i = 0; i < 12; i++) {
        List<BidId> list = new ArrayList<>(bids);
        Collections.shuffle(list, random);
        calls.add(() -> together(barrier, drop, list.subList(0, 8)));
      }
      for (int i = 0; i < 4; i++) {
        BidId single = bids.get(random.nextInt(bids.size()));
        boolean accepts = i < 2;
        calls.add(() -> alone(barrier, drop, single, accepts));
      }
      var told = new HashSet<BidId>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var answer : threads.invokeAll(calls)) {
          told.addAll(answer.get());
        }
      }

      List<Event> events = stockade.read().events(drop, 0, 1_000);
      Set<BidId> accepted =
          events.stream()
              .filter(Event.BidAccepted.class::isInstance)
              .map(event -> ((Event.BidAccepted) event).bid())
              .collect(Collectors.toSet());
      assertThat(accepted).as("seed %d", seed).isEqualTo(told);
      assertThat(stockade.read().collection(drop).orElseThrow().state().accepted())
          .isEqualTo(accepted.size());
    }
  }

  @Test
  void a_commit_whose_reply_is_lost_is_answered_as_what_it_did() throws Exception {
    CollectionId drop = open(3, Strategies.ROW_LOCK);
    List<BidId> bids = place(drop, 3);
    BidId before = bids.getFirst();
    stockade.accept(drop, before);

    try (FaultProxy proxy = TestDatabase.proxy();
        HikariDataSource through = TestDatabase.pool(proxy.through(TestDatabase.url()), 2);
        Stockade behind = Stockade.on(through, CONFIG.with(Setting.CONNECTIONS, 2))) {
      var cut = proxy.cutBeforeReply(Marks.commit(), 1);

      AllOrNone told = behind.acceptAll(drop, bids);

      cut.await(1, Duration.ofSeconds(30));
      assertThat(sequences(told)).containsExactly(1L, 2L, 3L);
      assertThat(((AllOrNone.All) told).acceptances())
          .extracting(Decision.Accepted::repeated)
          .containsExactly(true, false, false);
      assertThat(stockade.read().events(drop, 0, 10)).hasSize(3);
    }
  }

  private static Set<BidId> together(CyclicBarrier barrier, CollectionId drop, List<BidId> bids)
      throws Exception {
    barrier.await(10, TimeUnit.SECONDS);
    return switch (stockade.acceptAll(drop, bids)) {
      case AllOrNone.All(var acceptances) -> {
        assertThat(acceptances).extracting(Decision.Accepted::bid).isEqualTo(bids);
        yield Set.copyOf(bids);
      }
      case AllOrNone.None(var obstacles) -> {
        assertThat(obstacles).isNotEmpty();
        yield Set.of();
      }
      case AllOrNone.TooMany tooMany -> throw new AssertionError(tooMany);
      case AllOrNone.Undecided undecided -> throw new AssertionError(undecided);
    };
  }

  private static Set<BidId> alone(
      CyclicBarrier barrier, CollectionId drop, BidId bid, boolean accepts) throws Exception {
    barrier.await(10, TimeUnit.SECONDS);
    var outcome =
        stockade.decide(accepts ? new Command.Accept(drop, bid) : new Command.Withdraw(drop, bid));
    return outcome instanceof Decision.Accepted ? Set.of(bid) : Set.of();
  }

  private static List<Long> sequences(AllOrNone told) {
    return ((AllOrNone.All) told).acceptances().stream().map(it -> it.entry().sequence()).toList();
  }

  private static CollectionId open(int supply, StrategyName strategy) throws InterruptedException {
    CollectionId drop = CollectionId.of(UUID.randomUUID());
    stockade.open(drop, "drop", supply, strategy);
    return drop;
  }

  private static List<BidId> place(CollectionId drop, int number) throws InterruptedException {
    var bids = new ArrayList<Bid>();
    for (int i = 0; i < number; i++) {
      bids.add(new Bid(new BidId(IDS.next()), drop, "alice", 1, new Price(i, "EUR")));
    }
    stockade.place(bids);
    return bids.stream().map(Bid::id).toList();
  }
}
