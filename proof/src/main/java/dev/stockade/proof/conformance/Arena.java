package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.proof.audit.Audit;
import dev.stockade.proof.audit.AuditReport;
import dev.stockade.proof.checker.Checker;
import dev.stockade.proof.history.Endings;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.Recorder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// What a test of the suite plays in: two nodes on one database, and a recorder that every call
/// passes through, so that the history of the test can be judged. Thread-safe.
public final class Arena {
  /// The deadline of a call where the test is not about deadlines.
  static final Duration DEADLINE = Duration.ofSeconds(20);

  /// How often a caller that is deferred or in doubt asks again.
  private static final int PATIENCE = 200;

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private static final String WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)";

  private static final String CLOCK = "SELECT clock_timestamp()";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final String jdbcUrl;
  private final String schema;
  private final Node here;
  private final Node there;
  private final Connection judge;
  private final Queue<CollectionId> collections = new ConcurrentLinkedQueue<>();
  private final Recorder recorder = new Recorder();
  private volatile boolean brokenConnections;

  /// @param judge a session that has nothing to do with the nodes
  Arena(String jdbcUrl, String schema, Node here, Node there, Connection judge) {
    this.jdbcUrl = jdbcUrl;
    this.schema = schema;
    this.here = here;
    this.there = there;
    this.judge = judge;
  }

  Node here() {
    return here;
  }

  /// Another node on the same database.
  Node there() {
    return there;
  }

  /// One of the two nodes.
  Node node(int number) {
    return number % 2 == 0 ? here : there;
  }

  /// Says that the test breaks connections, so that a call may have to resolve a doubt of its own.
  void breaksConnections() {
    brokenConnections = true;
  }

  CollectionId open(int supply) {
    return open(CollectionId.of(UUID.randomUUID()), supply);
  }

  CollectionId open(CollectionId id, int supply) {
    Outcome outcome = here.open(id, supply);
    assertThat(outcome).isInstanceOf(Decision.Opened.class);
    recorder.opened(((Decision.Opened) outcome).state());
    collections.add(id);
    return id;
  }

  Bid place(CollectionId collection, int quantity) {
    Bid bid = offer(collection, quantity);
    assertThat(here.place(bid)).isEqualTo(new Decision.Placed(bid, false));
    recorder.placed(bid);
    return bid;
  }

  List<Bid> place(CollectionId collection, int bids, int quantity) throws Exception {
    return Collision.of(Collections.nCopies(bids, () -> place(collection, quantity)));
  }

  /// A bid that is placed by nobody yet.
  static Bid offer(CollectionId collection, int quantity) {
    return new Bid(
        new BidId(UUID.randomUUID()), collection, "bidder", quantity, new Price(100, "EUR"));
  }

  static Command accept(Bid bid) {
    return new Command.Accept(bid.collection(), bid.id());
  }

  static Command withdraw(Bid bid) {
    return new Command.Withdraw(bid.collection(), bid.id());
  }

  static Command reject(Bid bid) {
    return new Command.Reject(bid.collection(), bid.id());
  }

  static Command release(Bid bid) {
    return new Command.Release(bid.collection(), bid.id());
  }

  /// One call with one command, and its answer.
  Outcome ask(Node node, Command command) throws Exception {
    return ask(node, List.of(command), DEADLINE).getFirst();
  }

  /// One call with a list of commands, and its answers.
  List<Outcome> ask(Node node, List<Command> commands, Duration deadline) throws Exception {
    int caller = (int) Thread.currentThread().threadId();
    return recorder.call(caller, commands, () -> node.decide(commands, deadline));
  }

  /// Makes a caller's calls, one after another. Nobody holds a row for long, so nobody is sent
  /// away.
  boolean play(Node node, List<List<Command>> script) throws Exception {
    for (List<Command> commands : script) {
      assertThat(ask(node, commands, DEADLINE))
          .doesNotHaveAnyElementsOfTypes(Deferred.Busy.class, InDoubt.class);
    }
    return true;
  }

  /// Asks until there is a decision.
  Decision insist(Node node, Command command) throws Exception {
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      switch (ask(node, command)) {
        case Decision decision -> {
          return decision;
        }
        case Deferred deferred -> pause(deferred.retryAfter());
        case InDoubt _ -> pause(LONGEST_PAUSE);
      }
    }
    throw new AssertionError("no decision after asking " + PATIENCE + " times: " + command);
  }

  private static void pause(Duration wanted) {
    LockSupport.parkNanos(Math.min(wanted.toNanos(), LONGEST_PAUSE.toNanos()));
  }

  /// Every caller insists on its command, all at the same moment, on the two nodes in turn.
  List<Decision> collide(List<Command> commands) throws Exception {
    var tasks = new ArrayList<Callable<Decision>>();
    for (int i = 0; i < commands.size(); i++) {
      Node node = node(i);
      Command command = commands.get(i);
      tasks.add(() -> insist(node, command));
    }
    return Collision.of(tasks);
  }

  /// Every caller asks for its list once, all at the same moment, on the two nodes in turn.
  List<List<Outcome>> collideLists(List<List<Command>> lists) throws Exception {
    var tasks = new ArrayList<Callable<List<Outcome>>>();
    for (int i = 0; i < lists.size(); i++) {
      Node node = node(i);
      List<Command> list = lists.get(i);
      tasks.add(() -> ask(node, list, DEADLINE));
    }
    return Collision.of(tasks);
  }

  CollectionState state(CollectionId id) {
    return there.read(id);
  }

  /// The log of a collection without what an engine switched in it by itself: what callers made of
  /// it.
  List<Event> happened(CollectionId id) {
    return there.events(id).stream().filter(event -> !isOwnSwitch(event)).toList();
  }

  private static boolean isOwnSwitch(Event event) {
    return event instanceof Event.StrategyChanged changed && changed.mode() == Assignment.Mode.AUTO;
  }

  /// Which of the events that callers made an entry is: 1 for the first.
  long ordinal(CollectionId id, Entry entry) {
    return happened(id).stream()
        .filter(event -> event.entry().sequence() <= entry.sequence())
        .count();
  }

  /// Everything that was asked and answered, and what stands in the database now.
  History history() throws Exception {
    return recorder.history(
        brokenConnections, Endings.read(judge, schema, List.copyOf(collections)));
  }

  /// PostgreSQL's clock.
  Instant now() throws SQLException {
    try (PreparedStatement now = judge.prepareStatement(CLOCK);
        ResultSet row = now.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /// A session that has nothing to do with the nodes.
  Connection connect() throws Exception {
    return DriverManager.getConnection(jdbcUrl);
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  Stranger strangerHolding(CollectionId collection) throws Exception {
    return Stranger.holding(connect(), schema, collection);
  }

  /// Returns once some session waits for a lock.
  void untilSomebodyWaitsForALock() throws Exception {
    untilSomebodyWaitsForALockOr(() -> false);
  }

  /// Returns once some session waits for a lock, or something else is so.
  void untilSomebodyWaitsForALockOr(BooleanSupplier other) throws Exception {
    try (Connection connection = connect();
        PreparedStatement waiting = connection.prepareStatement(WAITING)) {
      await().atMost(LIMIT).until(() -> other.getAsBoolean() || isTrue(waiting));
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  void checkerFindsNothing() throws Exception {
    assertThat(Checker.check(history())).as("what the checker finds").isEmpty();
  }

  void auditFindsNothing() throws Exception {
    AuditReport report = Audit.run(judge, schema);
    assertThat(report.violations()).as("what the audit finds").isEmpty();
  }
}
