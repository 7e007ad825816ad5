package dev.stockade.lab.arena;

import dev.stockade.core.CollectionState;
import dev.stockade.core.RateLimit;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.Config;
import dev.stockade.engine.QueueConfig;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.naive.Naive;
import dev.stockade.lab.redis.RedisOnDemand;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// A way to accept bids that can be raced: a strategy of the engine, the engine's own choice, all
/// strategies at once, or the naive code that the lab brings to show what it does.
///
/// @param engines how each of its engines is set up; the first opens collections and places bids
/// @param connections that each of them uses at once
public record Contender(
    StrategyName name, List<UnaryOperator<Config>> engines, int connections, Entrance entrance) {
  /// Sets a contender up on the tables of a schema.
  @FunctionalInterface
  public interface Entrance {
    Acceptor enter(List<Stockade> engines, DataSource pool, String schema);
  }

  /// As many as most pools have; it oversells with two.
  private static final int NAIVE_CONNECTIONS = 10;

  private static final int ENGINE_CONNECTIONS = 4;

  private static final StrategyName MIXED = new StrategyName("mixed");

  private static final Contender NAIVE =
      new Contender(
          Naive.NAME,
          List.of(UnaryOperator.identity()),
          NAIVE_CONNECTIONS,
          (engines, pool, schema) -> Naive.on(pool, schema, NAIVE_CONNECTIONS)::accept);

  /// Naive, and every strategy.
  public static final List<Contender> NAIVE_AND_STRATEGIES = naiveAndStrategies();

  /// All there are, in the order in which they are told to people.
  public static final List<Contender> ALL = all();

  private static List<Contender> naiveAndStrategies() {
    var contenders = new ArrayList<>(List.of(NAIVE));
    Strategies.NAMES.forEach(name -> contenders.add(ofStrategy(name)));
    return List.copyOf(contenders);
  }

  private static List<Contender> all() {
    var all = new ArrayList<>(NAIVE_AND_STRATEGIES);
    all.add(ofStrategy(Strategies.AUTO));
    all.add(mixed());
    return List.copyOf(all);
  }

  private static Contender ofStrategy(StrategyName name) {
    return ofEngines(name, List.of(config -> config.withStrategy(name)));
  }

  /// An engine for each strategy, all of them on one collection; every call goes to the next one.
  private static Contender mixed() {
    var engines = new ArrayList<UnaryOperator<Config>>();
    Strategies.NAMES.forEach(name -> engines.add(config -> config.withPinned(name)));
    return ofEngines(MIXED, engines);
  }

  private static Contender ofEngines(StrategyName name, List<UnaryOperator<Config>> engines) {
    return new Contender(
        name,
        List.copyOf(engines),
        ENGINE_CONNECTIONS,
        (started, pool, schema) -> inTurn(List.copyOf(started)));
  }

  private static Acceptor inTurn(List<Stockade> engines) {
    var calls = new AtomicInteger();
    return (collection, bid) ->
        engines.get(Math.floorMod(calls.getAndIncrement(), engines.size())).accept(collection, bid);
  }

  /// @throws Mistake where there is none of this name
  public static Contender named(String name) {
    return ALL.stream()
        .filter(contender -> contender.name().value().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Mistake("unknown strategy '%s': there are %s".formatted(name, names())));
  }

  public static String names() {
    return ALL.stream().map(it -> it.name().value()).collect(Collectors.joining(", "));
  }

  /// The same where the collection that it sells has a rate limit. It is waited for however slow
  /// the machine is: a race shows the limit and not what becomes of it without its Redis.
  ///
  /// @throws Mistake where it is naive, which has no limiter
  public Contender limitedTo(RateLimit rate) {
    if (isNaive()) {
      throw new Mistake("naive has no rate limit: leave it out, or --rate");
    }
    return with(
        config ->
            config
                .withRateLimit(Optional.of(rate))
                .withOpenWithoutRedis(false)
                .with(Setting.RATE_LIMIT_TIMEOUT, Setting.RATE_LIMIT_TIMEOUT.max())
                .with(Setting.REDIS_TIMEOUT, Setting.REDIS_TIMEOUT.max()));
  }

  /// The same with the Redis that one of its engines needs. What is called a queue is not to be
  /// something else where that goes away.
  public Contender with(RedisOnDemand redis) {
    if (!needsRedis()) {
      return this;
    }
    URI url = redis.url();
    var queue = QueueConfig.defaults().withWithoutRedis(QueueConfig.WithoutRedis.BUSY);
    return with(config -> config.withRedis(url).withQueue(queue));
  }

  private boolean needsRedis() {
    return name.equals(Strategies.QUEUE) || name.equals(Strategies.AUTO) || name.equals(MIXED);
  }

  private Contender with(UnaryOperator<Config> change) {
    var changed = new ArrayList<UnaryOperator<Config>>();
    engines.forEach(it -> changed.add(config -> change.apply(it.apply(config))));
    return new Contender(name, List.copyOf(changed), connections, entrance);
  }

  /// Whether it is the code without a guard, which is expected to oversell.
  public boolean isNaive() {
    return equals(NAIVE);
  }

  /// What a collection on a server is opened with to be sold so; a server knows the engine's
  /// strategies, and its choice between them.
  ///
  /// @throws Mistake where a server knows nothing of it
  public StrategyName onServer() {
    if (isNaive() || name.equals(MIXED)) {
      throw new Mistake(
          "a server does not know the strategy '%s': leave out --server".formatted(name));
    }
    return name;
  }

  /// How a collection is opened for it, as its log tells.
  CollectionState opens(CollectionState opened) {
    return isNaive() ? CollectionState.opened(opened.id(), opened.supply(), name) : opened;
  }

  int allConnections() {
    return connections * engines.size();
  }
}
