package dev.stockade.lab.arena;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.naive.Naive;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// A way to accept bids that can be raced: a strategy of the engine, or the naive code that the lab
/// brings to show what it does.
///
/// @param connections it uses at once
public record Contender(StrategyName name, int connections, Entrance entrance) {
  /// Sets a contender up on the tables of a schema.
  @FunctionalInterface
  public interface Entrance {
    Acceptor enter(Stockade engine, DataSource pool, String schema);
  }

  /// As many as most pools have; it oversells with two.
  private static final int NAIVE_CONNECTIONS = 10;

  private static final int ENGINE_CONNECTIONS = 4;

  private static final Contender NAIVE =
      new Contender(
          Naive.NAME,
          NAIVE_CONNECTIONS,
          (engine, pool, schema) -> Naive.on(pool, schema, NAIVE_CONNECTIONS)::accept);

  /// All there are, in the order in which they are told to people.
  public static final List<Contender> ALL =
      Stream.concat(Stream.of(NAIVE), Strategies.NAMES.stream().map(Contender::ofEngine)).toList();

  private static Contender ofEngine(StrategyName strategy) {
    return new Contender(strategy, ENGINE_CONNECTIONS, (engine, pool, schema) -> engine::accept);
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

  /// Whether it is the code without a guard, which is expected to oversell.
  public boolean isNaive() {
    return equals(NAIVE);
  }
}
