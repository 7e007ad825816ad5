package dev.stockade.lab.arena;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.DatabaseException;
import dev.stockade.lab.Absent;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.database.ScratchSchema;
import dev.stockade.proof.audit.Audit;
import dev.stockade.proof.audit.NotAuditable;
import dev.stockade.proof.history.Endings;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.Recorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// One collection in a scratch schema of its own, and one contender that accepts bids on it. Every
/// call is taken down, for the verdict. Thread-safe.
public final class Arena implements Venue {
  private static final UUID COLLECTION = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private final Database database;
  private final Engines engines;
  private final Acceptor acceptor;
  private final StrategyName strategy;
  private final CollectionState opened;
  private final Recorder recorder = new Recorder();

  private Arena(
      Database database,
      Engines engines,
      Acceptor acceptor,
      StrategyName strategy,
      CollectionState opened) {
    this.database = database;
    this.engines = engines;
    this.acceptor = acceptor;
    this.strategy = strategy;
    this.opened = opened;
    recorder.opened(opened);
  }

  /// Sets up a collection and a contender.
  ///
  /// @param purpose part of the schema's name
  /// @throws Absent where the database does not let us, or fails
  public static Arena open(Database database, Contender contender, String purpose, int supply)
      throws InterruptedException {
    var schema = ScratchSchema.create(database, purpose, contender.allConnections());
    try {
      return open(database, contender, Engines.start(schema, contender), supply);
    } catch (DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  private static Arena open(Database database, Contender contender, Engines engines, int supply)
      throws InterruptedException {
    try {
      CollectionState opened = open(engines, supply);
      ScratchSchema schema = engines.schema();
      var acceptor = contender.entrance().enter(engines.started(), schema.pool(), schema.name());
      Rehearsal.hold(engines.first(), acceptor, contender.allConnections());
      return new Arena(database, engines, acceptor, contender.name(), contender.opens(opened));
    } catch (InterruptedException | RuntimeException | Error e) {
      engines.close();
      throw e;
    }
  }

  private static CollectionState open(Engines engines, int supply) throws InterruptedException {
    CollectionId id = id(engines);
    Outcome outcome = Patience.ask(() -> engines.first().open(id, "arena", supply)).outcome();
    if (outcome instanceof Decision.Opened(CollectionState state, boolean _)) {
      return state;
    }
    throw new Absent("the database was too busy to open a collection; try again");
  }

  /// The same in each arena, unless it has a rate limit: a Redis remembers its bucket by the id.
  private static CollectionId id(Engines engines) {
    return CollectionId.of(
        engines.first().config().rateLimit().isPresent()
            ? UUID.nameUUIDFromBytes(engines.schema().name().getBytes(UTF_8))
            : COLLECTION);
  }

  @Override
  public CollectionId collection() {
    return opened.id();
  }

  @Override
  public StrategyName strategy() {
    return strategy;
  }

  /// Places bids, and returns when they are there.
  ///
  /// @param bids at most [dev.stockade.engine.Setting#COMMANDS_PER_CALL]
  /// @throws Absent where the database fails, or takes too long
  public void place(List<Bid> bids) throws InterruptedException {
    Outcome outcome = Patience.ask(() -> firstNotPlaced(bids)).outcome();
    if (!(outcome instanceof Decision.Placed)) {
      throw new Absent("the database did not take a bid (%s)".formatted(outcome));
    }
    bids.forEach(recorder::placed);
  }

  private Outcome firstNotPlaced(List<Bid> bids) throws InterruptedException {
    try {
      List<Outcome> outcomes = engines.first().place(bids);
      return outcomes.stream()
          .filter(outcome -> !(outcome instanceof Decision.Placed))
          .findFirst()
          .orElse(outcomes.getFirst());
    } catch (DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Answer offer(int caller, Bid bid) throws InterruptedException {
    place(List.of(bid));
    return accept(caller, bid.id());
  }

  /// Accepts a bid: asks again, as told, while it is deferred or in doubt; but whom a rate limit
  /// refuses goes away.
  ///
  /// @throws Absent where the database fails
  public Answer accept(int caller, BidId bid) throws InterruptedException {
    return Patience.ask(
        () -> call(caller, new Command.Accept(collection(), bid)),
        Deferred.RateLimited.class::isInstance);
  }

  private Outcome call(int caller, Command.Accept accept) throws InterruptedException {
    long start = recorder.now();
    Outcome outcome = new InDoubt();
    try {
      outcome = acceptor.accept(accept.collection(), accept.bid());
      return outcome;
    } catch (DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    } finally {
      recorder.add(caller, start, recorder.now(), List.of(accept), List.of(outcome));
    }
  }

  @Override
  public Verdict judge() {
    try (Connection connection = database.connectForLong()) {
      var endings = Endings.read(connection, engines.schema().name(), List.of(collection()));
      History history = recorder.history(false, endings);
      return Verdict.of(history, List.of()).with(Audit.run(connection, engines.schema().name()));
    } catch (SQLException e) {
      throw database.refusal(e);
    } catch (NotAuditable e) {
      throw new Absent("the scratch schema was dropped while it was used: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    engines.close();
  }
}
