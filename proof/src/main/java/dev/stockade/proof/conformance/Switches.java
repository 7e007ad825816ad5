package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.History;
import dev.stockade.proof.linearizability.Linearizability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// A collection that is moved from one strategy to another, by events in its log, while it is sold
/// on two nodes. For nodes that follow the strategy that is set.
public interface Switches {
  Duration PAUSE = Duration.ofMillis(200);
  int SWITCHES = 8;
  int SELLERS = 8;
  int SMALL_HISTORIES = 20;
  Duration SEARCH_LIMIT = Duration.ofSeconds(60);

  Arena arena();

  /// The strategies to go through, the one of new collections first.
  List<StrategyName> strategies();

  @Test
  default void a_collection_that_is_switched_every_200_ms_is_sold_without_a_pause()
      throws Exception {
    CollectionId collection = arena().open(SELLERS / 2);
    var selling = new AtomicBoolean(true);
    var tasks = new ArrayList<Callable<Boolean>>();
    for (int seller = 0; seller < SELLERS; seller++) {
      Node node = arena().node(seller);
      tasks.add(() -> sellWhile(selling, node, collection));
    }
    tasks.add(
        () -> {
          try {
            return goThroughStrategies(collection);
          } finally {
            selling.set(false);
          }
        });

    Collision.of(tasks);

    List<Event> log = arena().here().events(collection);
    assertThat(log).filteredOn(Switches::isSwitch).hasSize(SWITCHES);
    for (int i = 1; i < log.size(); i++) {
      assertThat(isSwitch(log.get(i - 1)) && isSwitch(log.get(i)))
          .as("whether nothing was decided between two switches, at %s", log.get(i))
          .isFalse();
    }
  }

  @Test
  default void histories_with_switches_can_be_explained_by_one_call_after_another()
      throws Exception {
    long seed = Seeds.next("histories with switches");
    for (int i = 0; i < SMALL_HISTORIES; i++) {
      var random = new Random(seed + i);
      CollectionId collection = arena().open(random.nextInt(5));
      List<Bid> bids = arena().place(collection, 4, 1 + random.nextInt(2));
      var mischief = new Mischief(collection, bids, random);
      var callers = new ArrayList<Callable<Boolean>>();
      for (int caller = 0; caller < 8; caller++) {
        Node node = arena().node(caller);
        List<List<Command>> script = mischief.script(2);
        callers.add(() -> play(node, script));
      }
      List<List<Command>> switches =
          strategies().stream().map(name -> List.<Command>of(to(collection, name))).toList();
      callers.add(() -> play(arena().here(), switches));
      Collision.of(callers);
    }
    History history = arena().history();

    assertThat(Linearizability.judge(history, SEARCH_LIMIT))
        .as("seed %d", seed)
        .hasSize(SMALL_HISTORIES)
        .allSatisfy(it -> assertThat(it).isInstanceOf(Linearizability.Verdict.Linearizable.class));
  }

  private static boolean isSwitch(Event event) {
    return event instanceof Event.StrategyChanged;
  }

  private boolean play(Node node, List<List<Command>> script) throws Exception {
    for (List<Command> commands : script) {
      arena().ask(node, commands, Arena.DEADLINE);
    }
    return true;
  }

  /// Sells, and takes back what it sold, so that there is always something to sell.
  private boolean sellWhile(AtomicBoolean selling, Node node, CollectionId collection)
      throws Exception {
    while (selling.get()) {
      Bid bid = arena().place(collection, 1);
      if (arena().insist(node, Arena.accept(bid)) instanceof Decision.Accepted) {
        arena().insist(node, Arena.release(bid));
      }
    }
    return true;
  }

  private boolean goThroughStrategies(CollectionId collection) throws Exception {
    for (int i = 1; i <= SWITCHES; i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      StrategyName next = strategies().get(i % strategies().size());
      assertThat(arena().insist(arena().node(i), to(collection, next)))
          .isInstanceOf(Decision.StrategyChanged.class);
    }
    return true;
  }

  private static Command.SetStrategy to(CollectionId collection, StrategyName strategy) {
    return new Command.SetStrategy(collection, strategy, "a test");
  }
}
