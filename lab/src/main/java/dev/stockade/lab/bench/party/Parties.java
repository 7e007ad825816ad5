package dev.stockade.lab.bench.party;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.bullmq.BullMq;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.http.HttpEntrant;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Entrant;
import dev.stockade.lab.bench.party.Party.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All parties there are, in the order in which they are told to people.
public final class Parties {
  /// What pools of hand-written code are tried with: most have 10, and on few processors a smaller
  /// one is faster.
  private static final List<Integer> POOLS = List.of(2, 4, 10);

  /// One job after another, which is the default, or many at once.
  private static final List<Integer> CONCURRENCIES = List.of(1, 50);

  private static final String ROW_LOCK = Strategies.ROW_LOCK.value();

  /// Those that need no Redis, which is what the bars call a strategy.
  public static final List<StrategyName> STRATEGIES =
      Strategies.NAMES.stream().filter(name -> !name.equals(Strategies.QUEUE)).toList();

  /// Bids in one request of a caller who accepts many at once.
  private static final int BATCH = 100;

  /// Callers who accept [#BATCH] at once: as many bids wait as do for ten times as many callers who
  /// accept one.
  private static final int BATCHING_CALLERS = 100;

  public static final List<Party> ALL = all();

  /// Those that are asked over HTTP.
  public static final List<Party> HTTP =
      List.of(
          http("http", Kind.STRATEGY, Integer.MAX_VALUE, ground -> HttpEntrant.whole(ground, 1)),
          http(
              "http-batch",
              Kind.STRATEGY,
              BATCHING_CALLERS,
              ground -> HttpEntrant.whole(ground, BATCH)),
          http("bound-http", Kind.BOUND, Integer.MAX_VALUE, HttpEntrant::hollow));

  private Parties() {}

  /// An engine by itself.
  public static Contestant engine(Ground ground) {
    return EngineParty.enter(ground, Setting.CONNECTIONS.byDefault(), true);
  }

  /// @throws Mistake where there is none of this name
  public static List<Party> named(String name) {
    List<Party> found = everybody().filter(party -> party.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new Mistake("unknown party '%s': there are %s".formatted(name, names()));
    }
    return found;
  }

  public static String names() {
    return everybody().map(Party::name).distinct().collect(Collectors.joining(", "));
  }

  private static Stream<Party> everybody() {
    return Stream.concat(ALL.stream(), HTTP.stream());
  }

  /// A server as it is by default: a collection by row lock, with group commit.
  private static Party http(
      String name, Kind kind, int mostCallers, Function<Ground, Entrant> entrance) {
    return new Party(
        name,
        kind,
        kind == Kind.STRATEGY,
        List.of(Setting.CONNECTIONS.byDefault()),
        mostCallers,
        ROW_LOCK,
        (ground, connections) -> entrance.apply(ground));
  }

  private static List<Party> all() {
    var all = new ArrayList<Party>();
    for (StrategyName strategy : STRATEGIES) {
      all.add(strategy(strategy, true));
      all.add(strategy(strategy, false));
    }
    all.add(queue(true));
    all.add(queue(false));
    all.add(baseline("row-lock", RowLockBaseline::new));
    all.add(baseline("optimistic", OptimisticBaseline::new));
    all.add(baseline("conditional-update", ConditionalUpdateBaseline::new));
    all.add(baseline("cte", CteBaseline::new));
    all.add(baseline("event-append", EventAppendBaseline::new));
    all.add(
        new Party(
            "baseline-redis-list",
            Kind.BASELINE,
            false,
            List.of(1),
            Integer.MAX_VALUE,
            ROW_LOCK,
            RedisListBaseline::new));
    all.add(baseline("redisson", RedissonBaseline::new));
    all.add(
        new Party(
            "baseline-bullmq",
            Kind.BASELINE,
            false,
            CONCURRENCIES,
            Integer.MAX_VALUE,
            ROW_LOCK,
            new BullMq()));
    all.add(bound("redis-decrement", Integer.MAX_VALUE, RedisDecrementBound::new));
    all.add(bound("multirow-insert", 1, MultirowInsertBound::new));
    return List.copyOf(all);
  }

  /// With group commit it has as many connections as it has by default: it uses as few as it has
  /// lanes.
  private static Party strategy(StrategyName strategy, boolean groupCommit) {
    return new Party(
        strategy.value(),
        Kind.STRATEGY,
        groupCommit,
        groupCommit ? List.of(Setting.CONNECTIONS.byDefault()) : POOLS,
        Integer.MAX_VALUE,
        strategy.value(),
        (ground, connections) -> EngineParty.enter(ground, connections, groupCommit));
  }

  private static Party queue(boolean groupCommit) {
    return new Party(
        Strategies.QUEUE.value(),
        Kind.STRATEGY,
        groupCommit,
        groupCommit ? List.of(Setting.CONNECTIONS.byDefault()) : POOLS,
        Integer.MAX_VALUE,
        Strategies.QUEUE.value(),
        (ground, connections) -> EngineParty.enterQueue(ground, connections, groupCommit));
  }

  private static Party bound(String name, int mostCallers, Function<Ground, Contestant> entrance) {
    return new Party(
        "bound-" + name,
        Kind.BOUND,
        false,
        List.of(1),
        mostCallers,
        ROW_LOCK,
        (ground, connections) -> entrance.apply(ground));
  }

  private static Party baseline(String name, Party.Entrance entrance) {
    return new Party(
        "baseline-" + name, Kind.BASELINE, false, POOLS, Integer.MAX_VALUE, ROW_LOCK, entrance);
  }
}
