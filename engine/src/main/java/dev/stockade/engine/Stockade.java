package dev.stockade.engine;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.RateLimit;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.call.Calls;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.OpenCollection;
import dev.stockade.engine.ledger.SetRateLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The engine: accepts bids on limited stock and never sells a unit twice, on the PostgreSQL behind
/// a `DataSource`.
///
/// Every call answers by its deadline, with an [Outcome]: a decision, a deferral (nothing was
/// written), or in doubt (ask again with the same id). A call blocks its thread meanwhile; virtual
/// threads are welcome. Calls throw [DatabaseException] where the database is broken in a way that
/// waiting does not mend, `IllegalArgumentException` for arguments that cannot mean anything, and
/// [InterruptedException] where the caller is interrupted and nothing was or will be written.
///
/// Any number of engines, in any number of processes, may work on the same tables. Thread-safe.
public final class Stockade implements Edits, AutoCloseable {
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final Config config;
  private final Arguments arguments;
  private final Calls calls;
  private final Reads reads;
  private final Feeds feeds;
  private final Writer writer;
  private final Deciders deciders;

  /// What people read.
  record Readers(Reads reads, Feeds feeds) {}

  Stockade(Config config, Calls calls, Readers readers, Writer writer, Deciders deciders) {
    this.config = config;
    this.arguments = new Arguments(config);
    this.calls = calls;
    this.reads = readers.reads();
    this.feeds = readers.feeds();
    this.writer = writer;
    this.deciders = deciders;
  }

  /// Starts an engine with the defaults.
  ///
  /// @param database the service's own pool; never closed by the engine, which uses at most
  ///   [Setting#CONNECTIONS] of its connections at once
  public static Stockade on(DataSource database) {
    return on(database, Config.defaults());
  }

  /// Starts an engine: migrates or checks the tables first, as the configuration says.
  ///
  /// @throws DatabaseException where the database cannot be used; its message is one sentence
  public static Stockade on(DataSource database, Config config) {
    return Wiring.wire(database, config);
  }

  /// How this engine is set up.
  @Override
  public Config config() {
    return config;
  }

  /// Opens a collection with everything in stock, decided by the configured strategy. Opening it
  /// again as it was opened changes nothing.
  ///
  /// @param name for people: 1 to 200 characters
  public Outcome open(CollectionId id, String name, int supply) throws InterruptedException {
    return open(id, name, supply, config.strategy());
  }

  /// Opens a collection with everything in stock, and the configured rate limit.
  ///
  /// @param strategy one of [Strategies#NAMES], or [Strategies#AUTO]
  public Outcome open(CollectionId id, String name, int supply, StrategyName strategy)
      throws InterruptedException {
    return open(id, name, supply, strategy, config.rateLimit());
  }

  /// Opens a collection with everything in stock.
  ///
  /// @param strategy one of [Strategies#NAMES], or [Strategies#AUTO]
  /// @param limit on attempts to accept its bids; empty: none. Opening the collection again with
  ///   another one changes nothing, see [#limit]
  public Outcome open(
      CollectionId id, String name, int supply, StrategyName strategy, Optional<RateLimit> limit)
      throws InterruptedException {
    Arguments.checkName(name);
    var opened = CollectionState.opened(id, supply, Strategies.opened(strategy));
    return writer.open(new OpenCollection.Opening(opened, name, limit));
  }

  /// Sets the rate limit of a collection, or removes it. Other engines know within a second. It
  /// bounds attempts to accept bids, but for those within a transaction of the caller's own.
  ///
  /// @return [Decision.Unchanged], since no event is written, or [Decision.UnknownCollection]; or
  ///   why it is not known to be done: it may be asked for again
  public Outcome limit(CollectionId id, Optional<RateLimit> limit) throws InterruptedException {
    return limit(id, limit, Optional.empty());
  }

  /// The same, where the collection is what the caller has seen; else [Decision.Moved].
  ///
  /// @param expected empty: whatever it is
  @Override
  public Outcome limit(CollectionId id, Optional<RateLimit> limit, Optional<Revision> expected)
      throws InterruptedException {
    Outcome outcome = writer.limit(new SetRateLimit.Limiting(id, limit, expected));
    deciders.assignments().forget(id);
    return outcome;
  }

  /// Places a bid. Placing it again changes nothing.
  public Outcome place(Bid bid) throws InterruptedException {
    return place(List.of(bid)).getFirst();
  }

  /// Places bids, on one collection or on many.
  ///
  /// @param placed 1 to [Setting#COMMANDS_PER_CALL] bids
  /// @return an outcome for each, in their order
  public List<Outcome> place(List<Bid> placed) throws InterruptedException {
    List<Bid> bids = List.copyOf(placed);
    arguments.checkLength("bids", bids.size());
    return writer.place(bids);
  }

  /// Accepts a bid, within the configured deadline.
  public Outcome accept(CollectionId collection, BidId bid) throws InterruptedException {
    return decide(new Command.Accept(collection, bid));
  }

  /// Accepts a bid within the transaction of the caller: the acceptance and the caller's own rows
  /// commit together, and what is answered binds once they do. The collection's row stays locked
  /// until then, so do it last. No rate limit stands before it.
  ///
  /// @param connection with auto-commit off, to the database of this engine
  /// @throws SQLException where the database failed: roll the transaction back and start anew
  public Decision accept(Connection connection, CollectionId collection, BidId bid)
      throws SQLException {
    return decide(connection, new Command.Accept(collection, bid));
  }

  /// Places a bid and accepts it, or does neither.
  public Outcome placeAndAccept(Bid bid) throws InterruptedException {
    return decide(new Command.PlaceAndAccept(bid));
  }

  /// Accepts bids on one collection all or none, in one transaction and within the configured
  /// deadline. Asking again gives the same.
  ///
  /// @param bids 1 to [Setting#COMMANDS_PER_CALL], each once; they are accepted in their order
  @Override
  public AllOrNone acceptAll(CollectionId collection, List<BidId> bids)
      throws InterruptedException {
    List<BidId> different = List.copyOf(bids);
    arguments.checkLength("bids", different.size());
    Arguments.checkDifferent(different);
    return calls.enter(
        config.time(Setting.DEADLINE),
        by -> deciders.acceptAll(collection, different, by),
        () -> AllOrNone.of(different, writer.busy(1).get()));
  }

  /// Accepts the best open bids of a collection, within the configured deadline: the highest price
  /// first, and the earlier first among equals. They are the best as this call reads them; each is
  /// decided like any other, and where somebody else settled one meanwhile the next best takes its
  /// place, up to [Setting#CONFLICTS] times. What is refused for another reason is told, and none
  /// takes its place.
  ///
  /// Asking again accepts the next best. Whoever wants to know what became of a bid that is in
  /// doubt accepts that one by its id.
  ///
  /// @param currency of the bids; prices in different ones do not compare
  /// @param count 1 to [Setting#COMMANDS_PER_CALL]
  /// @return an outcome for each, the best first; fewer than `count` where there are no more
  @Override
  public List<BidOutcome> acceptBest(CollectionId collection, String currency, int count)
      throws InterruptedException {
    arguments.checkLength("count", count);
    return new BestBids(this, collection, currency).accept(count);
  }

  /// Decides a command, within the configured deadline.
  @Override
  public Outcome decide(Command command) throws InterruptedException {
    return decide(List.of(command), config.time(Setting.DEADLINE)).getFirst();
  }

  /// Decides commands, on one collection or on many, those on the same collection in the order of
  /// the list. They are decided one by one: some may be refused, deferred or in doubt while others
  /// are done.
  ///
  /// @param given 1 to [Setting#COMMANDS_PER_CALL] commands
  /// @param deadline the longest time until the answer, more than zero and at most a minute
  /// @return an outcome for each, in their order
  @Override
  public List<Outcome> decide(List<Command> given, Duration deadline) throws InterruptedException {
    List<Command> commands = List.copyOf(given);
    arguments.checkLength("commands", commands.size());
    Arguments.checkDeadline(deadline);
    commands.forEach(Arguments::checkStrategy);
    return calls.enter(
        deadline, by -> deciders.strategy().decide(commands, by), writer.busy(commands.size()));
  }

  /// Decides a command within the transaction of the caller, as [#accept(Connection, CollectionId,
  /// BidId)] does.
  public Decision decide(Connection connection, Command command) throws SQLException {
    Arguments.checkStrategy(command);
    return deciders.joined().decide(connection, command, config.time(Setting.DEADLINE));
  }

  /// Does an errand at most once under its key, within the configured deadline, and keeps its
  /// answer for as long as [Setting#ANSWERS_KEPT] says: whoever comes with the key again is told
  /// the same. What it decides and the answer commit together. It takes the locks of its
  /// collections' rows, as decisions within a caller's own transaction do.
  ///
  /// @param toll empty where it accepts no bids
  public Once once(RequestKey key, Optional<Toll> toll, Errand errand) throws InterruptedException {
    return calls.enter(
        config.time(Setting.DEADLINE),
        by -> deciders.errands().run(key, toll, errand, by),
        () -> new Once.Undecided(writer.busy(1).get().getFirst()));
  }

  /// By which strategy this engine decides a collection at the moment. Where it has forgotten that
  /// it asks the database, for as long as nobody minds.
  ///
  /// @return empty: there is no such collection, or the database did not say so at once
  @Override
  public Optional<StrategyName> strategy(CollectionId id) {
    return config
        .pinned()
        .or(() -> deciders.assignments().remembered(id))
        .or(() -> deciders.assignments().of(id, Deadline.in(AT_ONCE, System::nanoTime)));
  }

  /// What there is: collections, bids and logs, as they are now.
  @Override
  public Reads read() {
    return reads;
  }

  /// The events of all collections of a tenant, in one line.
  public Feeds feeds() {
    return feeds;
  }

  /// What the queue could not decide; empty without Redis.
  public Optional<DeadLetterBox> deadLetters() {
    return deciders.deadLetters();
  }

  /// Lets no call in any more, and waits until those inside are answered. The data source stays
  /// open.
  @Override
  public void close() {
    calls.close();
    writer.close();
    deciders.end().run();
  }
}
