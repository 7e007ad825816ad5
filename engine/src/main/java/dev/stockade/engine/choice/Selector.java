package dev.stockade.engine.choice;

import dev.stockade.core.Assignment;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import java.util.Optional;

/// Which strategy a collection should have, by the callers that it has at once: the row lock for
/// few, optimism for many, the queue for a crowd. Pure: the same arguments give the same answer.
///
/// @param optimisticFrom callers from which on there are many
/// @param queueFrom callers from which on they are a crowd
/// @param margin percent by which callers must fall below a threshold before it is given up again,
///   so that a load near it does not switch to and fro
public record Selector(int optimisticFrom, int queueFrom, int margin) {
  /// A strategy, and why it.
  public record Selected(StrategyName strategy, Reason reason) {}

  /// What is to be changed, if anything.
  ///
  /// @param now how the collection is assigned
  /// @param callers at once, on average
  /// @param hasQueue whether this node can decide by the queue. Where it cannot a crowd changes
  ///   nothing, and the reason for that is recorded once
  public Optional<Selected> select(Assignment now, double callers, boolean hasQueue) {
    Selected wanted = wanted(now.strategy(), callers);
    if (wanted.strategy().equals(now.strategy())) {
      return Optional.empty();
    }
    if (wanted.strategy().equals(Strategies.QUEUE) && !hasQueue) {
      var stays = new Selected(now.strategy(), Reason.CROWD_WITHOUT_QUEUE);
      return Optional.of(stays).filter(it -> !it.reason().text().equals(now.reason()));
    }
    return Optional.of(wanted);
  }

  private Selected wanted(StrategyName now, double callers) {
    boolean isQueue = now.equals(Strategies.QUEUE);
    if (callers >= threshold(queueFrom, isQueue)) {
      return new Selected(Strategies.QUEUE, Reason.CROWD);
    }
    if (callers >= threshold(optimisticFrom, isQueue || now.equals(Strategies.OPTIMISTIC))) {
      return new Selected(Strategies.OPTIMISTIC, Reason.MANY_CALLERS);
    }
    return new Selected(Strategies.ROW_LOCK, Reason.FEW_CALLERS);
  }

  private double threshold(int from, boolean reached) {
    return reached ? from * (100 - margin) / 100.0 : from;
  }
}
