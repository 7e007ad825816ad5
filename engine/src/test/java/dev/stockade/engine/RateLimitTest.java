package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.RateLimit;
import dev.stockade.proof.fault.Cut;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Marks;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String SCHEMA = TestDatabase.newSchema();
  private static final Config CONFIG =
      Config.defaults().withSchema(SCHEMA).with(Setting.CONNECTIONS, 4);
  private static final RateLimit HOURLY = RateLimit.parse("1/h burst 3");
  @RegisterExtension private static final SharedEngine ENGINE = SharedEngine.start(16, CONFIG);

  private static final HikariDataSource pool = ENGINE.pool();
  private static final Stockade stockade = ENGINE.stockade();

  @Test
  void attempts_beyond_the_burst_are_told_when_to_come_back_and_nothing_is_written()
      throws Exception {
    CollectionId drop = ENGINE.open(10, HOURLY);
    List<Outcome> told = acceptAll(stockade, ENGINE.place(drop, 5));

    assertThat(told.subList(0, 3)).allMatch(Decision.Accepted.class::isInstance);
    assertThat(told.subList(3, 5)).containsOnly(new Deferred.RateLimited(Duration.ofHours(1)));
    Listing listing = stockade.read().collection(drop).orElseThrow();
    assertThat(listing.rateLimit()).contains(HOURLY);
    assertThat(listing.state().version()).isEqualTo(3);
  }

  @Test
  void an_attempt_takes_a_token_whatever_comes_of_it_and_nothing_else_does() throws Exception {
    CollectionId drop = ENGINE.open(1, HOURLY);
    List<Bid> bids = ENGINE.place(drop, 5);
    assertThat(stockade.accept(drop, bids.get(0).id())).isInstanceOf(Decision.Accepted.class);
    for (int i = 0; i < 5; i++) {
      stockade.decide(new Command.Withdraw(drop, bids.get(4).id()));
      stockade.decide(new Command.Release(drop, bids.get(3).id()));
    }

    assertThat(stockade.accept(drop, bids.get(1).id())).isEqualTo(new Decision.SoldOut());
    assertThat(stockade.placeAndAccept(SharedEngine.bid(drop))).isEqualTo(new Decision.SoldOut());
    assertThat(stockade.accept(drop, bids.get(0).id())).isInstanceOf(Deferred.RateLimited.class);
    assertThat(stockade.decide(new Command.Release(drop, bids.get(0).id())))
        .isInstanceOf(Decision.Released.class);
  }

  @Test
  void in_a_list_those_that_come_first_pass_and_others_are_not_held_up() throws Exception {
    CollectionId limited = ENGINE.open(10, HOURLY);
    CollectionId free = ENGINE.open(10);
    List<Bid> limitedBids = ENGINE.place(limited, 5);
    List<Bid> freeBids = ENGINE.place(free, 5);
    var commands = new ArrayList<Command>();
    for (int i = 0; i < 5; i++) {
      commands.add(new Command.Accept(limited, limitedBids.get(i).id()));
      commands.add(new Command.Accept(free, freeBids.get(i).id()));
    }

    List<Outcome> told = stockade.decide(commands, DEADLINE);

    for (int i = 0; i < 5; i++) {
      assertThat(told.get(2 * i))
          .isInstanceOf(i < 3 ? Decision.Accepted.class : Deferred.RateLimited.class);
      assertThat(told.get(2 * i + 1)).isInstanceOf(Decision.Accepted.class);
    }
  }

  @Test
  void a_limit_is_set_changed_and_removed_and_the_log_stays_as_it_is() throws Exception {
    CollectionId drop = ENGINE.open(100);
    List<Bid> bids = ENGINE.place(drop, 30);
    assertThat(acceptAll(stockade, bids.subList(0, 10)))
        .allMatch(Decision.Accepted.class::isInstance);

    assertThat(stockade.limit(drop, Optional.of(HOURLY))).isEqualTo(new Decision.Unchanged());
    List<Outcome> limited = acceptAll(stockade, bids.subList(10, 15));
    stockade.limit(drop, Optional.of(RateLimit.parse("1/h burst 300")));
    Outcome still = stockade.accept(drop, bids.get(15).id());
    stockade.limit(drop, Optional.empty());
    List<Outcome> free = acceptAll(stockade, bids.subList(20, 30));

    assertThat(limited).filteredOn(Decision.Accepted.class::isInstance).hasSize(3);
    assertThat(still)
        .as("an empty bucket stays empty when it grows")
        .isInstanceOf(Deferred.RateLimited.class);
    assertThat(free).allMatch(Decision.Accepted.class::isInstance);
    assertThat(stockade.read().events(drop, 0, 100)).hasSize(23);
    assertThat(stockade.limit(CollectionId.of(UUID.randomUUID()), Optional.of(HOURLY)))
        .isEqualTo(new Decision.UnknownCollection());
  }

  @Test
  void a_limit_that_another_engine_sets_is_known_a_moment_later() throws Exception {
    CollectionId drop = ENGINE.open(100);
    var unknown = new BidId(UUID.randomUUID());
    try (Stockade other = Stockade.on(pool, CONFIG)) {
      assertThat(other.accept(drop, unknown)).isEqualTo(new Decision.UnknownBid());

      stockade.limit(drop, Optional.of(HOURLY));

      await()
          .atMost(LIMIT)
          .until(() -> other.accept(drop, unknown) instanceof Deferred.RateLimited);
    }
  }

  @Test
  void a_doubt_is_resolved_past_the_limit() throws Exception {
    CollectionId drop = ENGINE.open(2, RateLimit.parse("1/h"));
    Bid bid = ENGINE.place(drop, 1).getFirst();
    try (FaultProxy proxy = TestDatabase.proxy();
        HikariDataSource broken = TestDatabase.pool(proxy.through(TestDatabase.url()), 4);
        Stockade node = Stockade.on(broken, CONFIG)) {
      Cut cut = proxy.cutBeforeReply(Marks.commit(), 1);

      Outcome told = node.accept(drop, bid.id());

      cut.await(1, LIMIT);
      assertThat(told).isInstanceOf(Decision.Accepted.class);
      assertThat(node.accept(drop, bid.id())).isInstanceOf(Deferred.RateLimited.class);
    }
  }

  @Test
  void a_limit_whose_reply_is_lost_is_not_set_again_over_what_another_engine_has_set_since()
      throws Exception {
    CollectionId drop = ENGINE.open(2);
    RateLimit later = RateLimit.parse("7/h");

    Outcome told = limitWithoutReply(drop, () -> stockade.limit(drop, Optional.of(later)));

    assertThat(told).isEqualTo(new InDoubt());
    assertThat(stockade.read().collection(drop).orElseThrow().rateLimit()).contains(later);
  }

  @Test
  void a_limit_whose_reply_is_lost_is_answered_as_what_it_did() throws Exception {
    CollectionId drop = ENGINE.open(2);

    Outcome told = limitWithoutReply(drop, () -> new Decision.Unchanged());

    assertThat(told).isEqualTo(new Decision.Unchanged());
    assertThat(stockade.read().collection(drop).orElseThrow().rateLimit()).contains(HOURLY);
  }

  /// What an engine is told that sets a limit and waits for the reply while something else happens,
  /// until the connection breaks.
  private static Outcome limitWithoutReply(CollectionId drop, Callable<Outcome> meanwhile)
      throws Exception {
    try (FaultProxy proxy = TestDatabase.proxy();
        HikariDataSource broken = TestDatabase.pool(proxy.through(TestDatabase.url()), 4);
        Stockade node = Stockade.on(broken, CONFIG);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Cut withheld = proxy.withholdReply(Marks.commit(), 1);
      Future<Outcome> told = threads.submit(() -> node.limit(drop, Optional.of(HOURLY)));
      withheld.await(1, LIMIT);
      assertThat(meanwhile.call()).isEqualTo(new Decision.Unchanged());
      proxy.reset();
      return told.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void new_collections_have_the_configured_limit_also_where_the_engine_is_pinned()
      throws Exception {
    Config config = CONFIG.withRateLimit(Optional.of(HOURLY)).withPinned(Strategies.EVENT_SOURCED);
    try (Stockade limited = Stockade.on(pool, config)) {
      CollectionId drop = CollectionId.of(UUID.randomUUID());
      limited.open(drop, "limited", 10);

      assertThat(acceptAll(limited, ENGINE.place(drop, 5)))
          .filteredOn(Decision.Accepted.class::isInstance)
          .hasSize(3);
    }
  }

  @Test
  void an_acceptance_within_the_callers_own_transaction_is_not_limited() throws Exception {
    CollectionId drop = ENGINE.open(10, RateLimit.parse("1/h"));
    List<Bid> bids = ENGINE.place(drop, 3);
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      for (Bid bid : bids) {
        assertThat(stockade.accept(connection, drop, bid.id()))
            .isInstanceOf(Decision.Accepted.class);
      }
      connection.commit();
    }
  }

  private static List<Outcome> acceptAll(Stockade engine, List<Bid> bids) throws Exception {
    var outcomes = new ArrayList<Outcome>();
    for (Bid bid : bids) {
      outcomes.add(engine.accept(bid.collection(), bid.id()));
    }
    return outcomes;
  }
}
