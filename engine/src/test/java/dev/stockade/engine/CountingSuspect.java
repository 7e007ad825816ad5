package dev.stockade.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Event;
import dev.stockade.core.Outcome;
import dev.stockade.proof.conformance.Conformance;
import dev.stockade.proof.conformance.LastUnit;
import dev.stockade.proof.conformance.Node;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Counting without a guard under the suite that every strategy must pass. Run by
/// [CountingIsCaughtTest], which wants it to fail.
final class CountingSuspect extends Conformance implements LastUnit {
  private static final int CONNECTIONS = 8;
  private static final String SCHEMA = TestDatabase.newSchema();

  @Override
  protected String jdbcUrl() {
    return TestDatabase.url();
  }

  @Override
  protected String schema() {
    return SCHEMA;
  }

  @Override
  protected Node node(String jdbcUrl) {
    return CountingNode.on(SCHEMA);
  }

  /// Places by the engine and accepts by counting.
  record CountingNode(HikariDataSource pool, Node engine, Counting counting) implements Node {
    static CountingNode on(String schema) {
      var engine = new EngineNode(TestDatabase.url(), Config.defaults().withSchema(schema));
      HikariDataSource pool = TestDatabase.pool(CONNECTIONS);
      try {
        return new CountingNode(pool, engine, Counting.on(pool, schema));
      } catch (SQLException e) {
        throw new IllegalStateException("the tables could not be disarmed", e);
      }
    }

    @Override
    public Outcome open(CollectionId id, int supply) {
      return engine.open(id, supply);
    }

    @Override
    public Outcome place(Bid bid) {
      return engine.place(bid);
    }

    @Override
    public List<Outcome> decide(List<Command> commands, Duration deadline) {
      var outcomes = new ArrayList<Outcome>();
      for (Command command : commands) {
        try {
          outcomes.add(counting.accept((Command.Accept) command));
        } catch (SQLException e) {
          throw new IllegalStateException("the database failed", e);
        }
      }
      return outcomes;
    }

    @Override
    public CollectionState read(CollectionId id) {
      return engine.read(id);
    }

    @Override
    public List<Event> events(CollectionId id) {
      return engine.events(id);
    }

    @Override
    public void close() {
      engine.close();
      pool.close();
    }
  }
}
