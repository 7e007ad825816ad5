package dev.stockade.proof.linearizability;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.Expected;
import dev.stockade.core.Fate;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.RestockId;
import dev.stockade.core.Standing;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.PlacedBid;
import dev.stockade.proof.history.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// A store that keeps every promise, and callers that talk to it at once, in made-up time: where
/// valid histories come from. Each call takes effect at an instant between its start and its end;
/// one in doubt at any time, or never.
public final class Simulation {
  /// What a run is like.
  ///
  /// @param deferred of 1000 calls, how many are deferred
  /// @param doubts of 1000 calls, how many are in doubt
  public record Plan(
      int callers, int calls, int supply, int bids, int largestBid, int deferred, int doubts) {
    public static Plan of(int callers, int calls, int supply) {
      return new Plan(callers, calls, supply, calls / 2 + 1, 3, 50, 50);
    }

    /// The same, with every call answered by a decision.
    public Plan decided() {
      return new Plan(callers, calls, supply, bids, largestBid, 0, 0);
    }
  }

  private enum Course {
    DECIDED,
    DEFERRED,
    IN_DOUBT
  }

  private record Planned(
      int caller, long start, long effect, long end, Command command, Course course) {}

  private static final StrategyName ROW_LOCK = new StrategyName("row-lock");
  private static final long BEGIN = 10_000;
  private static final long NEVER = Long.MAX_VALUE;
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final Plan plan;
  private final RandomGenerator random;
  private final CollectionId collection;
  private final List<Bid> placed = new ArrayList<>();
  private final List<Bid> offered = new ArrayList<>();
  private final List<Event> log = new ArrayList<>();
  private final Map<Long, Instant> times = new HashMap<>();
  private Pool pool;

  private Simulation(Plan plan, RandomGenerator random) {
    this.plan = plan;
    this.random = random;
    this.collection = CollectionId.of(uuid());
    Map<BidId, Standing> standings = new HashMap<>();
    for (int i = 0; i < plan.bids(); i++) {
      Bid bid = bid();
      placed.add(bid);
      standings.put(bid.id(), new Standing(bid, new Fate.Open()));
      offered.add(bid());
    }
    pool = Pool.opened(CollectionState.opened(collection, plan.supply(), ROW_LOCK), standings);
  }

  /// A valid history of one collection.
  public static History run(Plan plan, RandomGenerator random) {
    return new Simulation(plan, random).run();
  }

  private History run() {
    List<Planned> calls = plan();
    calls.sort(Comparator.comparingLong(Planned::effect));
    var told = new ArrayList<Call>();
    for (Planned call : calls) {
      told.add(new Call(call.caller(), call.start(), call.end(), call.command(), outcome(call)));
    }
    return new History(
        false,
        List.of(CollectionState.opened(collection, plan.supply(), ROW_LOCK)),
        placed.stream().map(bid -> new PlacedBid(bid, 0)).toList(),
        told,
        List.of(new Ending(row(), log)));
  }

  private Outcome outcome(Planned call) {
    return switch (call.course()) {
      case DECIDED -> effect(call);
      case DEFERRED -> new Deferred.Busy(Duration.ofMillis(5));
      case IN_DOUBT -> {
        if (call.effect() != NEVER) {
          effect(call);
        }
        yield new InDoubt();
      }
    };
  }

  private Row row() {
    return new Row(
        collection,
        pool.supply(),
        pool.stock(),
        0,
        pool.supply() - pool.stock(),
        pool.version(),
        pool.closed() ? Status.CLOSED : Status.OPEN,
        assignment());
  }

  private Assignment assignment() {
    return log.stream()
        .filter(Event.StrategyChanged.class::isInstance)
        .map(Event.StrategyChanged.class::cast)
        .reduce((earlier, later) -> later)
        .map(e -> new Assignment(e.strategy(), e.mode(), e.reason(), e.entry().at()))
        .orElseGet(() -> Assignment.opened(ROW_LOCK, Assignment.Mode.PINNED));
  }

  private List<Planned> plan() {
    var calls = new ArrayList<Planned>();
    long[] free = new long[plan.callers()];
    Arrays.fill(free, BEGIN);
    for (int i = 0; i < plan.calls(); i++) {
      int caller = random.nextInt(plan.callers());
      long start = free[caller] + random.nextLong(1, 300);
      long end = start + random.nextLong(0, 1000);
      free[caller] = end + 1;
      int dice = random.nextInt(1000);
      long soon = random.nextLong(start, end + 1);
      long late = random.nextInt(3) == 0 ? NEVER : start + random.nextLong(0, 3000);
      Course course =
          dice < plan.deferred()
              ? Course.DEFERRED
              : dice < plan.deferred() + plan.doubts() ? Course.IN_DOUBT : Course.DECIDED;
      calls.add(
          new Planned(
              caller, start, course == Course.IN_DOUBT ? late : soon, end, command(), course));
    }
    return calls;
  }

  private Command command() {
    Bid bid = placed.get(random.nextInt(placed.size()));
    return switch (random.nextInt(24)) {
      case 0 -> new Command.Withdraw(collection, bid.id());
      case 1 -> new Command.Reject(collection, bid.id());
      case 2, 3, 4 -> new Command.Release(collection, bid.id());
      case 5 ->
          new Command.Restock(
              collection,
              new RestockId(new UUID(7, random.nextInt(9))),
              1 + random.nextInt(2),
              expected());
      case 6 -> new Command.SetStrategy(collection, choice(), "try", expected());
      case 7, 8, 9, 10 -> new Command.PlaceAndAccept(offered.get(random.nextInt(offered.size())));
      case 11 -> new Command.Accept(collection, offered.get(random.nextInt(offered.size())).id());
      case 12 ->
          random.nextInt(plan.calls()) < 3
              ? new Command.Close(collection, expected())
              : accept(bid);
      default -> accept(bid);
    };
  }

  private Expected expected() {
    return random.nextBoolean() ? new Expected.Any() : new Expected.Version(random.nextInt(9));
  }

  private Command accept(Bid bid) {
    return new Command.Accept(collection, bid.id());
  }

  private Decision effect(Planned call) {
    Pool.Step step = pool.answer(call.command());
    if (step.next().version() > pool.version()) {
      times.put(step.next().version(), EPOCH.plus(call.effect(), ChronoUnit.MICROS));
    }
    pool = step.next();
    Decision decision = Entries.change(step.answer(), this::timed);
    event(decision, call.command()).ifPresent(log::add);
    return decision;
  }

  private Entry timed(Entry entry) {
    return new Entry(entry.sequence(), times.getOrDefault(entry.sequence(), EPOCH), entry.stock());
  }

  private static Optional<Event> event(Decision decision, Command command) {
    if (!(decision instanceof Decision.Done done) || done.repeated()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (done) {
          case Decision.Accepted d -> new Event.BidAccepted(d.entry(), d.bid(), d.quantity());
          case Decision.Withdrawn d -> new Event.BidWithdrawn(d.entry(), d.bid());
          case Decision.Rejected d -> new Event.BidRejected(d.entry(), d.bid());
          case Decision.Released d ->
              new Event.AcceptanceReleased(d.entry(), d.bid(), d.quantity());
          case Decision.Restocked d -> new Event.Restocked(d.entry(), d.restock(), d.quantity());
          case Decision.CollectionClosed d -> new Event.CollectionClosed(d.entry());
          case Decision.StrategyChanged d ->
              new Event.StrategyChanged(
                  d.entry(), d.strategy(), d.mode(), ((Command.SetStrategy) command).reason());
        });
  }

  private Choice choice() {
    return random.nextInt(3) == 0
        ? new Choice.Auto()
        : new Choice.Pinned(new StrategyName("s-" + "abc".charAt(random.nextInt(3))));
  }

  private Bid bid() {
    int quantity = 1 + random.nextInt(plan.largestBid());
    return new Bid(new BidId(uuid()), collection, "bidder", quantity, new Price(1, "EUR"));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
