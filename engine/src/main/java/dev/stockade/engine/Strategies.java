package dev.stockade.engine;

import dev.stockade.core.StrategyName;
import java.util.List;

/// The names of the strategies that this engine has.
public final class Strategies {
  public static final StrategyName ROW_LOCK = new StrategyName("row-lock");
  public static final StrategyName OPTIMISTIC = new StrategyName("optimistic");
  public static final StrategyName EVENT_SOURCED = new StrategyName("event-sourced");

  /// All of them, in the order in which they are told to people.
  public static final List<StrategyName> NAMES = List.of(ROW_LOCK, OPTIMISTIC, EVENT_SOURCED);

  private Strategies() {}
}
