package dev.stockade.lab.naive;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Event;
import dev.stockade.core.Outcome;
import dev.stockade.engine.Config;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.TestDatabase;
import dev.stockade.proof.conformance.Conformance;
import dev.stockade.proof.conformance.LastUnit;
import dev.stockade.proof.conformance.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The naive code under the suite that every strategy must pass. Run by [NaiveIsCaughtTest], which
/// wants it to fail.
final class NaiveSuspect extends Conformance implements LastUnit {
  static final String SCHEMA = "stockade_test_naive";

  private static final int CONNECTIONS = 8;

  @Override
  protected String jdbcUrl() {
    return TestDatabase.jdbcUrl();
  }

  @Override
  protected String schema() {
    return SCHEMA;
  }

  @Override
  protected Node node(String jdbcUrl) {
    HikariDataSource pool = TestDatabase.get().pool(CONNECTIONS);
    var engine = Stockade.on(pool, Config.defaults().withSchema(SCHEMA));
    return new NaiveNode(pool, engine, Naive.on(pool, SCHEMA, CONNECTIONS));
  }

  /// Places by the engine and accepts by the naive code.
  private record NaiveNode(HikariDataSource pool, Stockade engine, Naive naive) implements Node {
    @Override
    public Outcome open(CollectionId id, int supply) {
      return uninterrupted(() -> engine.open(id, "suspect", supply));
    }

    @Override
    public Outcome place(Bid bid) {
      return uninterrupted(() -> engine.place(bid));
    }

    @Override
    public List<Outcome> decide(List<Command> commands, Duration deadline)
        throws InterruptedException {
      var outcomes = new ArrayList<Outcome>();
      for (Command command : commands) {
        var accept = (Command.Accept) command;
        outcomes.add(naive.accept(accept.collection(), accept.bid()));
      }
      return outcomes;
    }

    @Override
    public CollectionState read(CollectionId id) {
      return uninterrupted(() -> engine.read().collection(id)).orElseThrow().state();
    }

    @Override
    public List<Event> events(CollectionId id) {
      return uninterrupted(() -> engine.read().events(id, 0, 1_000));
    }

    @Override
    public void close() {
      engine.close();
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
}
