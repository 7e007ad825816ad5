package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Assignment;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.choice.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AutomaticSwitchTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int CALLERS = 16;
  private static final Config CONFIG =
      Config.defaults()
          .withSchema(TestDatabase.newSchema())
          .withStrategy(Strategies.AUTO)
          .with(Setting.CONNECTIONS, 4)
          .with(Setting.AUTO_OPTIMISTIC_FROM, 3)
          .with(Setting.AUTO_WINDOW, 50)
          .with(Setting.AUTO_INTERVAL, (int) PAUSE.toMillis());

  @Test
  void a_collection_goes_up_with_the_callers_of_two_nodes_and_down_again_and_never_flaps()
      throws Exception {
    try (HikariDataSource pool = TestDatabase.pool(8);
        Stockade one = Stockade.on(pool, CONFIG);
        Stockade two = Stockade.on(pool, CONFIG)) {
      CollectionId drop = CollectionId.of(UUID.randomUUID());
      one.open(drop, "drop", 1);
      var crowded = new AtomicBoolean(true);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var crowd = new ArrayList<Future<Boolean>>();
        for (int caller = 0; caller < CALLERS; caller++) {
          Stockade node = caller % 2 == 0 ? one : two;
          crowd.add(threads.submit(asking(node, drop, crowded)));
        }
        await().atMost(LIMIT).until(() -> strategy(one, drop).equals(Strategies.OPTIMISTIC));
        crowded.set(false);
        for (var caller : crowd) {
          assertThat(caller.get()).isTrue();
        }
      }

      await()
          .atMost(LIMIT)
          .until(
              () -> {
                one.accept(drop, new BidId(UUID.randomUUID()));
                return strategy(one, drop).equals(Strategies.ROW_LOCK);
              });

      List<Event.StrategyChanged> switches = switches(one, drop);
      assertThat(switches).hasSizeGreaterThanOrEqualTo(2);
      assertThat(switches).allMatch(it -> it.mode() == Assignment.Mode.AUTO);
      assertThat(switches.getFirst().reason()).isEqualTo(Reason.MANY_CALLERS.text());
      assertThat(switches.getLast().reason()).isEqualTo(Reason.FEW_CALLERS.text());
      for (int i = 1; i < switches.size(); i++) {
        assertThat(Duration.between(switches.get(i - 1).entry().at(), switches.get(i).entry().at()))
            .isGreaterThanOrEqualTo(PAUSE);
      }
    }
  }

  private static Callable<Boolean> asking(Stockade node, CollectionId drop, AtomicBoolean crowded) {
    return () -> {
      while (crowded.get()) {
        node.accept(drop, new BidId(UUID.randomUUID()));
      }
      return true;
    };
  }

  private static StrategyName strategy(Stockade node, CollectionId drop)
      throws InterruptedException {
    return node.read().collection(drop).orElseThrow().state().strategy();
  }

  private static List<Event.StrategyChanged> switches(Stockade node, CollectionId drop)
      throws InterruptedException {
    var switches = new ArrayList<Event.StrategyChanged>();
    for (Event event : node.read().events(drop, 0, 100)) {
      switches.add((Event.StrategyChanged) event);
    }
    return switches;
  }
}
