package dev.stockade.engine;

import dev.stockade.core.Assignment;
import dev.stockade.core.Choice;
import dev.stockade.core.StrategyName;
import java.util.List;

/// The names of the strategies that this engine has.
public final class Strategies {
  public static final StrategyName ROW_LOCK = new StrategyName("row-lock");
  public static final StrategyName OPTIMISTIC = new StrategyName("optimistic");
  public static final StrategyName EVENT_SOURCED = new StrategyName("event-sourced");

  public static final StrategyName QUEUE = new StrategyName("queue");

  /// All of them, in the order in which they are told to people.
  public static final List<StrategyName> NAMES =
      List.of(ROW_LOCK, OPTIMISTIC, EVENT_SOURCED, QUEUE);

  /// In place of a name: the engine chooses one of them, by the load.
  public static final StrategyName AUTO = new StrategyName("auto");

  private Strategies() {}

  /// What a name of [#NAMES], or [#AUTO], says that a collection is to be decided by.
  ///
  /// @throws IllegalArgumentException where there is none of this name
  public static Choice choice(StrategyName name) {
    return name.equals(AUTO) ? new Choice.Auto() : new Choice.Pinned(known(name));
  }

  /// How a collection is opened under a name of [#NAMES], or [#AUTO].
  static Assignment opened(StrategyName name) {
    return name.equals(AUTO)
        ? Assignment.opened(ROW_LOCK, Assignment.Mode.AUTO)
        : Assignment.opened(known(name), Assignment.Mode.PINNED);
  }

  static StrategyName known(StrategyName name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "unknown strategy '%s', known are %s".formatted(name, NAMES));
    }
    return name;
  }
}
