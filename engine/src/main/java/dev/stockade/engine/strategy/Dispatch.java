package dev.stockade.engine.strategy;

import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Outcome;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.choice.AutomaticChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  /// The commands for one strategy, and where they stand in the caller's list.
  private record Part(List<Integer> positions, List<Command> commands) {
    static Part empty() {
      return new Part(new ArrayList<>(), new ArrayList<>());
    }

    void add(int position, Command command) {
      positions.add(position);
      commands.add(command);
    }
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    List<CollectionId> ids = commands.stream().map(Command::collection).distinct().toList();
    Map<CollectionId, Assignment> assigned = assignments.of(ids, deadline);
    AutomaticChoice.Visit visit = choice.enter(assigned, (own, by) -> decide(List.of(own), by));
    try {
      return decide(commands, assigned, deadline);
    } finally {
      visit.leave();
    }
  }

  private List<Outcome> decide(
      List<Command> commands, Map<CollectionId, Assignment> assigned, Deadline deadline)
      throws InterruptedException {
    Outcome[] outcomes = new Outcome[commands.size()];
    for (var byStrategy : parts(commands, assigned).entrySet()) {
      Part part = byStrategy.getValue();
      List<Outcome> decided = strategy(byStrategy.getKey()).decide(part.commands(), deadline);
      for (int i = 0; i < decided.size(); i++) {
        outcomes[part.positions().get(i)] = decided.get(i);
        note(part.commands().get(i), decided.get(i));
      }
    }
    return Arrays.asList(outcomes);
  }

  private Map<StrategyName, Part> parts(
      List<Command> commands, Map<CollectionId, Assignment> assigned) {
    var parts = new LinkedHashMap<StrategyName, Part>();
    for (int i = 0; i < commands.size(); i++) {
      Assignment assignment = assigned.get(commands.get(i).collection());
      StrategyName name = assignment == null ? fallback : assignment.strategy();
      parts.computeIfAbsent(name, n -> Part.empty()).add(i, commands.get(i));
    }
    return parts;
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
