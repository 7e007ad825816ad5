package dev.stockade.lab.bench;

import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is measured where nobody says what, within a time that one waits for. Pure.
public final class Menu {
  private static final List<Integer> SOME = List.of(100, 1_000);
  private static final List<Integer> OTHERS = List.of(1, 16, 4_000);
  private static final int MANY = 1_000;

  private static final String ROW_LOCK = "baseline-row-lock";

  private static final List<String> QUICK =
      List.of(
          "row-lock",
          "optimistic",
          "event-sourced",
          "queue",
          ROW_LOCK,
          "baseline-optimistic",
          "baseline-redis-list",
          "bound-redis-decrement");

  /// Who says most about few and about very many callers, besides the strategies.
  private static final List<String> TELLING =
      List.of(ROW_LOCK, "baseline-conditional-update", "baseline-cte", "bound-redis-decrement");

  private Menu() {}

  /// Eight parties with 100 and 1,000 callers.
  public static List<Cell> quick() {
    return Cell.all(List.of(Scenario.HOT), together(QUICK), SOME);
  }

  /// Everybody with 100 and 1,000 callers; the strategies and those who say most about it with
  /// fewer and with more, over HTTP, on many collections, and where all is sold out.
  ///
  /// @param many the scenario of many collections
  public static List<Cell> full(Scenario many) {
    List<Party> strategies =
        Parties.ALL.stream()
            .filter(it -> it.kind() == Party.Kind.STRATEGY && it.groupCommit())
            .toList();
    List<Party> telling = Stream.concat(strategies.stream(), together(TELLING).stream()).toList();
    List<Party> withRowLock =
        Stream.concat(strategies.stream(), together(List.of(ROW_LOCK)).stream()).toList();
    Set<Cell> cells = new LinkedHashSet<>();
    cells.addAll(Cell.all(List.of(Scenario.HOT), Parties.ALL, SOME));
    cells.addAll(Cell.all(List.of(Scenario.HOT), telling, OTHERS));
    cells.addAll(Cell.all(List.of(Scenario.HOT), Parties.HTTP, List.of(MANY)));
    cells.addAll(Cell.all(List.of(many), withRowLock, List.of(MANY)));
    cells.addAll(Cell.all(List.of(Scenario.REFUSE), withRowLock, List.of(MANY)));
    return List.copyOf(cells);
  }

  /// Strategies with group commit, others as they are.
  private static List<Party> together(List<String> names) {
    return names.stream()
        .flatMap(name -> Parties.named(name).stream())
        .filter(it -> it.kind() != Party.Kind.STRATEGY || it.groupCommit())
        .toList();
  }
}
