package dev.stockade.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Event;
import dev.stockade.core.Outcome;
import dev.stockade.proof.conformance.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An engine with a pool of its own, as the conformance suite sees it.
final class EngineNode implements Node {
  private static final int PAGE = 1_000;

  private final HikariDataSource pool;
  private final Stockade stockade;

  EngineNode(String jdbcUrl, Config config) {
    pool = TestDatabase.pool(jdbcUrl, config.get(Setting.CONNECTIONS));
    stockade = Stockade.on(pool, config);
  }

  @Override
  public Outcome open(CollectionId id, int supply) {
    return uninterrupted(() -> stockade.open(id, "a test", supply));
  }

  @Override
  public Outcome place(Bid bid) {
    return uninterrupted(() -> stockade.place(bid));
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Duration deadline)
      throws InterruptedException {
    return stockade.decide(commands, deadline);
  }

  @Override
  public CollectionState read(CollectionId id) {
    return uninterrupted(() -> stockade.collection(id)).orElseThrow().state();
  }

  @Override
  public List<Event> events(CollectionId id) {
    var events = new ArrayList<Event>();
    while (events.size() % PAGE == 0) {
      long after = events.isEmpty() ? 0 : events.getLast().entry().sequence();
      List<Event> page = uninterrupted(() -> stockade.events(id, after, PAGE));
      if (page.isEmpty()) {
        break;
      }
      events.addAll(page);
    }
    return events;
  }

  @Override
  public void close() {
    stockade.close();
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
