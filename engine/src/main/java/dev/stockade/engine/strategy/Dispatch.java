package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.choice.AutomaticChoice;
import dev.stockade.engine.ledger.Terms;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides each collection by the strategy that is set for it, and lets the automatic choice see
/// who comes.
///
/// Thread-safe.
public final class Dispatch implements Strategy {
  private final Map<StrategyName, Strategy> strategies;
  private final StrategyName fallback;
  private final Assignments assignments;
  private final AutomaticChoice choice;

  /// @param fallback decides where a collection is unknown, or has a strategy that this engine does
  ///   not know
  public Dispatch(
      Map<StrategyName, Strategy> strategies,
      StrategyName fallback,
      Assignments assignments,
      AutomaticChoice choice) {
    this.strategies = Map.copyOf(strategies);
    this.fallback = fallback;
    this.assignments = assignments;
    this.choice = choice;
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    Map<CollectionId, Terms> terms = assignments.of(collectionsOf(commands), deadline);
    AutomaticChoice.Visit visit = choice.enter(terms, (own, by) -> decide(List.of(own), by));
    try {
      return decide(commands, terms, deadline);
    } finally {
      visit.leave();
    }
  }

  private List<Outcome> decide(
      List<Command> commands, Map<CollectionId, Terms> terms, Deadline deadline)
      throws InterruptedException {
    List<Outcome> outcomes =
        Parts.decide(
            commands,
            command -> strategyOf(terms.get(command.collection())),
            (name, part) -> strategy(name).decide(part, deadline));
    for (int i = 0; i < outcomes.size(); i++) {
      note(commands.get(i), outcomes.get(i));
    }
    return outcomes;
  }

  private static List<CollectionId> collectionsOf(List<Command> commands) {
    return commands.size() == 1
        ? List.of(commands.getFirst().collection())
        : commands.stream().map(Command::collection).distinct().toList();
  }

  private StrategyName strategyOf(@Nullable Terms terms) {
    return terms == null ? fallback : terms.assignment().strategy();
  }

  private Strategy strategy(StrategyName name) {
    return strategies.getOrDefault(name, Objects.requireNonNull(strategies.get(fallback)));
  }

  private void note(Command command, Outcome outcome) {
    if (command instanceof Command.SetStrategy set
        && outcome instanceof Decision.StrategyChanged changed) {
      assignments.note(set, changed);
    }
  }
}
