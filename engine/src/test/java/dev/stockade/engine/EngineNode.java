package dev.stockade.engine;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.Outcome;
import dev.stockade.proof.conformance.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// An engine with a pool of its own, as the conformance suite sees it; or several on one pool, each
/// of which has its turn for 200 milliseconds.
final class EngineNode implements Node {
  private static final int PAGE = 1_000;
  private static final long TURN = 200_000_000;

  private final HikariDataSource pool;
  private final List<Stockade> engines;

  EngineNode(String jdbcUrl, Config config) {
    this(jdbcUrl, List.of(config));
  }

  EngineNode(String jdbcUrl, List<Config> configs) {
    pool = TestDatabase.pool(jdbcUrl, configs.getFirst().get(Setting.CONNECTIONS));
    engines = configs.stream().map(config -> Stockade.on(pool, config)).toList();
    engines.forEach(EngineNode::untilItWorks);
  }

  /// A worker that begins commits once, which is not the commit that a test waits for.
  private static void untilItWorks(Stockade engine) {
    var command =
        new Command.Accept(CollectionId.of(UUID.randomUUID()), new BidId(UUID.randomUUID()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> engine.decide(command) instanceof Decision.UnknownCollection);
  }

  private Stockade stockade() {
    return engines.get((int) (System.nanoTime() / TURN % engines.size()));
  }

  @Override
  public Outcome open(CollectionId id, int supply) {
    return uninterrupted(() -> stockade().open(id, "a test", supply));
  }

  @Override
  public Outcome place(Bid bid) {
    return uninterrupted(() -> stockade().place(bid));
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Duration deadline)
      throws InterruptedException {
    return stockade().decide(commands, deadline);
  }

  @Override
  public CollectionState read(CollectionId id) {
    return uninterrupted(() -> stockade().read().collection(id)).orElseThrow().state();
  }

  @Override
  public List<Event> events(CollectionId id) {
    var events = new ArrayList<Event>();
    while (events.size() % PAGE == 0) {
      long after = events.isEmpty() ? 0 : events.getLast().entry().sequence();
      List<Event> page = uninterrupted(() -> stockade().read().events(id, after, PAGE));
      if (page.isEmpty()) {
        break;
      }
      events.addAll(page);
    }
    return events;
  }

  @Override
  public void close() {
    engines.forEach(Stockade::close);
    pool.close();
  }

  private interface Call<T> {
    T make() throws InterruptedException;
  }

  private static <T> T uninterrupted(Call<T> call) {
    try {
      return call.make();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this call", e);
    }
  }
}
