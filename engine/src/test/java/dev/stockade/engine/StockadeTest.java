package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.Fate;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.RestockId;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StockadeTest {
  private static final TimeOrderedIds IDS =
      new TimeOrderedIds(InstantSource.system(), new Random());
  private static final String SCHEMA = TestDatabase.newSchema();

  @RegisterExtension
  private static final SharedEngine ENGINE =
      SharedEngine.start(4, Config.defaults().withSchema(SCHEMA).with(Setting.CONNECTIONS, 4));

  private static final HikariDataSource pool = ENGINE.pool();
  private static final Stockade stockade = ENGINE.stockade();

  @Test
  void a_bid_goes_its_way_from_placed_to_accepted_to_released() throws Exception {
    CollectionId drop = ENGINE.open(1);
    Bid bid = bid(drop, 1);

    assertThat(stockade.place(bid)).isEqualTo(new Decision.Placed(bid, false));
    Outcome accepted = stockade.accept(drop, bid.id());
    Outcome again = stockade.accept(drop, bid.id());
    Outcome released = stockade.decide(new Command.Release(drop, bid.id()));

    assertThat(accepted)
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            a -> {
              assertThat(a.entry().sequence()).isEqualTo(1);
              assertThat(a.entry().stock()).isZero();
              assertThat(a.repeated()).isFalse();
              assertThat(again).isEqualTo(new Decision.Accepted(bid.id(), 1, a.entry(), true));
            });
    assertThat(released).isInstanceOf(Decision.Released.class);
    assertThat(stockade.read().bid(drop, bid.id()).orElseThrow().standing().fate())
        .isInstanceOf(Fate.Released.class);
    Listing listing = stockade.read().collection(drop).orElseThrow();
    assertThat(listing.state().stock()).isEqualTo(1);
    assertThat(listing.state().version()).isEqualTo(2);
    assertThat(listing.name()).isEqualTo("drop");
  }

  @Test
  void every_kind_of_event_is_written_and_read_back_as_it_was() throws Exception {
    CollectionId drop = ENGINE.open(2);
    Bid a = placed(drop, 1);
    Bid b = placed(drop, 1);
    Bid c = placed(drop, 1);
    var restock = new RestockId(IDS.next());

    List<Outcome> outcomes =
        stockade.decide(
            List.of(
                new Command.Accept(drop, a.id()),
                new Command.Withdraw(drop, b.id()),
                new Command.Reject(drop, c.id()),
                new Command.Release(drop, a.id()),
                new Command.Restock(drop, restock, 3),
                new Command.Close(drop)),
            Duration.ofSeconds(5));

    List<Event> events = stockade.read().events(drop, 0, 100);
    assertThat(outcomes).allMatch(Decision.Done.class::isInstance);
    assertThat(events)
        .extracting(Event::entry)
        .isEqualTo(outcomes.stream().map(o -> ((Decision.Done) o).entry()).toList());
    assertThat(events)
        .extracting(Object::getClass)
        .extracting(Class::getSimpleName)
        .containsExactly(
            "BidAccepted",
            "BidWithdrawn",
            "BidRejected",
            "AcceptanceReleased",
            "Restocked",
            "CollectionClosed");
    assertThat(events.get(4)).isEqualTo(new Event.Restocked(events.get(4).entry(), restock, 3));
    assertThat(stockade.read().events(drop, 4, 1)).containsExactly(events.get(4));
    assertThat(stockade.decide(new Command.Restock(drop, restock, 3)))
        .isEqualTo(new Decision.Restocked(restock, 3, events.get(4).entry(), true));
  }

  @Test
  void placing_again_changes_nothing_and_another_bid_of_the_same_id_is_refused() throws Exception {
    CollectionId drop = ENGINE.open(1);
    Bid bid = bid(drop, 1);
    var other = new Bid(bid.id(), drop, "somebody else", 1, bid.price());

    List<Outcome> outcomes = stockade.place(List.of(bid, bid, other));

    assertThat(outcomes)
        .containsExactly(
            new Decision.Placed(bid, false),
            new Decision.Placed(bid, true),
            new Decision.IdInUse());
    assertThat(stockade.place(bid)).isEqualTo(new Decision.Placed(bid, true));
    assertThat(stockade.place(other)).isEqualTo(new Decision.IdInUse());
  }

  @Test
  void a_bid_is_not_placed_on_a_collection_that_is_closed_or_unknown() throws Exception {
    CollectionId closed = ENGINE.open(1);
    stockade.decide(new Command.Close(closed));

    List<Outcome> outcomes =
        stockade.place(List.of(bid(closed, 1), bid(CollectionId.of(IDS.next()), 1)));

    assertThat(outcomes).containsExactly(new Decision.Closed(), new Decision.UnknownCollection());
  }

  @Test
  void opening_again_changes_nothing_and_another_supply_is_refused() throws Exception {
    CollectionId drop = ENGINE.open(3);

    assertThat(stockade.open(drop, "drop", 3))
        .isInstanceOfSatisfying(
            Decision.Opened.class, opened -> assertThat(opened.repeated()).isTrue());
    assertThat(stockade.open(drop, "drop", 4)).isEqualTo(new Decision.IdInUse());
    assertThat(stockade.open(drop, "another", 3)).isEqualTo(new Decision.IdInUse());
  }

  @Test
  void placing_and_accepting_does_both_or_neither() throws Exception {
    CollectionId drop = ENGINE.open(1);
    Bid first = bid(drop, 1);
    Bid second = bid(drop, 1);

    assertThat(stockade.placeAndAccept(first)).isInstanceOf(Decision.Accepted.class);
    assertThat(stockade.placeAndAccept(second)).isEqualTo(new Decision.SoldOut());
    assertThat(stockade.read().bid(drop, first.id())).isPresent();
    assertThat(stockade.read().bid(drop, second.id())).isEmpty();
  }

  @Test
  void tenants_do_not_see_each_other() throws Exception {
    var id = IDS.next();
    var ours = new CollectionId(new TenantId("ours"), id);
    var theirs = new CollectionId(new TenantId("theirs"), id);
    stockade.open(ours, "ours", 1);
    stockade.open(theirs, "theirs", 1);
    Bid bid = bid(ours, 1);
    Bid sameId = new Bid(bid.id(), theirs, "another", 1, bid.price());
    stockade.place(List.of(bid, sameId));

    List<Outcome> outcomes =
        stockade.decide(
            List.of(new Command.Accept(ours, bid.id()), new Command.Accept(theirs, bid.id())),
            Duration.ofSeconds(5));

    assertThat(outcomes).allMatch(Decision.Accepted.class::isInstance);
    assertThat(stockade.read().collections(ours.tenant(), new UUID(0, 0), 10))
        .extracting(listing -> listing.state().id())
        .containsExactly(ours);
    assertThat(stockade.read().bid(theirs, bid.id()).orElseThrow().standing().bid().bidder())
        .isEqualTo("another");
  }

  @Test
  void arguments_that_cannot_mean_anything_are_refused_with_a_sentence() {
    CollectionId drop = CollectionId.of(IDS.next());
    var close = new Command.Close(drop);

    assertThatThrownBy(() -> stockade.decide(List.of(), Duration.ofSeconds(1)))
        .hasMessage("commands must be 1 to 1000 in one call: 0");
    assertThatThrownBy(() -> stockade.decide(List.of(close), Duration.ZERO))
        .hasMessageContaining("deadline");
    assertThatThrownBy(() -> stockade.decide(List.of(close), Duration.ofMinutes(2)))
        .hasMessage("deadline must be more than 0 and at most 60000 ms: PT2M");
    assertThatThrownBy(() -> stockade.open(drop, " ", 1)).hasMessageContaining("name");
    assertThatThrownBy(() -> stockade.open(drop, "drop", -1))
        .hasMessage("supply must be 0 to 1000000000: -1");
    assertThatThrownBy(
            () ->
                stockade.decide(
                    new Command.SetStrategy(drop, new StrategyName("magic"), "why not")))
        .hasMessage("unknown strategy 'magic', known are " + Strategies.NAMES);
    assertThatThrownBy(() -> stockade.read().events(drop, 0, 0))
        .hasMessage("limit must be 1 to 1000: 0");
  }

  @Test
  void only_the_engine_itself_may_switch_by_itself() throws Exception {
    CollectionId drop = ENGINE.open(1);
    var own = new Choice.Switch(Strategies.OPTIMISTIC, Duration.ZERO);
    var command = new Command.SetStrategy(drop, own, "a way around the pause between switches");

    assertThatThrownBy(() -> stockade.decide(command))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only the engine switches by itself");
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> stockade.decide(connection, command))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(stockade.read().events(drop, 0, 10)).isEmpty();
  }

  @Test
  void a_closed_engine_lets_nobody_in() {
    Stockade closed = Stockade.on(pool, Config.defaults().withSchema(SCHEMA));
    closed.close();

    assertThatThrownBy(() -> closed.read().collection(CollectionId.of(IDS.next())))
        .hasMessage("this engine is closed");
    assertThat(pool.isClosed()).isFalse();
  }

  private static Bid placed(CollectionId collection, int quantity) throws InterruptedException {
    Bid bid = bid(collection, quantity);
    assertThat(stockade.place(bid)).isEqualTo(new Decision.Placed(bid, false));
    return bid;
  }

  private static Bid bid(CollectionId collection, int quantity) {
    return new Bid(
        new BidId(IDS.next()),
        collection,
        "a bidder, 'quoted' {and} \"all\"",
        quantity,
        new Price(1, "EUR"));
  }
}
