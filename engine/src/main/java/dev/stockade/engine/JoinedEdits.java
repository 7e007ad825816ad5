package dev.stockade.engine;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.RateLimit;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.ledger.SetRateLimit;
import dev.stockade.engine.ledger.Tables;
import dev.stockade.engine.strategy.Assignments;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Guard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Edits within one transaction: all of them are there once it commits, or none is. Rows stay
/// locked until then. Every outcome is a decision, and binds as the transaction does.
///
/// Confined to that transaction.
final class JoinedEdits implements Edits {
  private final Means means;
  private final Connection connection;
  private final Set<CollectionId> edited = new HashSet<>();

  /// @param guard one that holds its lock until the transaction ends
  record Means(
      Config config, Assignments assignments, Tables tables, Decider decider, Guard guard) {}

  JoinedEdits(Means means, Connection connection) {
    this.means = means;
    this.connection = connection;
  }

  /// The transaction is broken and everything in it undone.
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    Broken(SQLException failure) {
      super(failure);
      this.failure = failure;
    }

    SQLException failure() {
      return failure;
    }
  }

  private <T> T in(Reading.Work<T> work) {
    try {
      return work.in(connection);
    } catch (SQLException e) {
      throw new Broken(e);
    }
  }

  /// The collections whose terms may be others now.
  Set<CollectionId> edited() {
    return edited;
  }

  @Override
  public Config config() {
    return means.config();
  }

  @Override
  public Outcome decide(Command command) {
    Arguments.checkStrategy(command);
    return decide(List.of(command), false).getFirst();
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Duration deadline) {
    commands.forEach(Arguments::checkStrategy);
    return List.copyOf(decide(commands, false));
  }

  private List<Decision> decide(List<Command> commands, boolean together) {
    edited.add(commands.getFirst().collection());
    return in(it -> means.decider().decideWithin(it, commands, means.guard(), together));
  }

  @Override
  public Outcome limit(CollectionId id, Optional<RateLimit> limit, Optional<Revision> expected) {
    edited.add(id);
    var limiting = new SetRateLimit.Limiting(id, limit, expected);
    List<Optional<Decision>> decisions =
        in(it -> means.tables().limiting().set(it, List.of(limiting)));
    return decisions.getFirst().orElseThrow();
  }

  @Override
  public AllOrNone acceptAll(CollectionId collection, List<BidId> bids) {
    Arguments.checkDifferent(bids);
    List<Command> commands =
        bids.stream().<Command>map(bid -> new Command.Accept(collection, bid)).toList();
    return AllOrNone.of(bids, List.copyOf(decide(commands, true)));
  }

  @Override
  public List<BidOutcome> acceptBest(CollectionId collection, String currency, int count)
      throws InterruptedException {
    return new BestBids(this, collection, currency).accept(count);
  }

  @Override
  public Reads read() {
    return new Reads(config(), means.tables().pages(), this::in);
  }

  @Override
  public Optional<StrategyName> strategy(CollectionId id) {
    return config()
        .pinned()
        .or(
            () ->
                in(it -> means.tables().pages().collection(it, id))
                    .map(it -> it.state().strategy()));
  }
}
