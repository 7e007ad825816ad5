package dev.stockade.lab.bench.party;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.party.Party.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// All parties there are, in the order in which they are told to people.
public final class Parties {
  /// What pools of hand-written code are tried with: most have 10, and on few processors a smaller
  /// one is faster.
  private static final List<Integer> POOLS = List.of(2, 4, 10);

  private static final String ROW_LOCK = Strategies.ROW_LOCK.value();

  public static final List<Party> ALL = all();

  private Parties() {}

  /// @throws Mistake where there is none of this name
  public static List<Party> named(String name) {
    List<Party> found = ALL.stream().filter(party -> party.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new Mistake("unknown party '%s': there are %s".formatted(name, names()));
    }
    return found;
  }

  public static String names() {
    return ALL.stream().map(Party::name).distinct().collect(Collectors.joining(", "));
  }

  private static List<Party> all() {
    var all = new ArrayList<Party>();
    Strategies.NAMES.stream()
        .filter(name -> !name.equals(Strategies.QUEUE))
        .forEach(strategy -> all.add(strategy(strategy)));
    all.add(
        baseline("row-lock", (ground, connections) -> new RowLockBaseline(ground, connections)));
    return List.copyOf(all);
  }

  private static Party strategy(StrategyName strategy) {
    return new Party(
        strategy.value(),
        Kind.STRATEGY,
        false,
        POOLS,
        strategy.value(),
        (ground, connections) -> EngineParty.enter(ground, connections));
  }

  private static Party baseline(String name, Party.Entrance entrance) {
    return new Party("baseline-" + name, Kind.BASELINE, false, POOLS, ROW_LOCK, entrance);
  }
}
