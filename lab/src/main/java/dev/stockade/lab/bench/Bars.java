package dev.stockade.lab.bench;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The bars that can be measured, the cells that each needs, and how it is worked out.
///
/// Where a bar speaks of each strategy, or names none, the worst of them counts.
public final class Bars {
  static final List<String> STRATEGIES =
      Parties.STRATEGIES.stream().map(name -> name.value()).toList();

  static final String ROW_LOCK = "baseline-row-lock";
  static final String QUEUE = "queue";
  private static final String DECREMENT = "bound-redis-decrement";
  private static final String BULLMQ = "baseline-bullmq";
  static final String INSERT = "bound-multirow-insert";
  static final String HTTP = "http";
  static final String HTTP_BATCH = "http-batch";
  static final String HOLLOW = "bound-http";
  static final int MANY = 1_000;
  static final int MOST = 4_000;
  static final List<Integer> CALLERS = List.of(1, 16, 100, MANY, MOST);

  /// @param cells that it needs
  /// @param atMost whether less is better
  private record Rule(
      String name,
      double must,
      double stretch,
      boolean atMost,
      List<Cell> cells,
      Function<Ratios, OptionalDouble> ratio) {

    Bar measure(Figures figures) {
      OptionalDouble found = ratio.apply(new Ratios(figures));
      boolean held =
          found.isPresent() && (atMost ? found.getAsDouble() <= must : found.getAsDouble() >= must);
      OptionalDouble rounded =
          found.isPresent()
              ? OptionalDouble.of(Math.round(found.getAsDouble() * 1e3) / 1e3)
              : found;
      return new Bar(name, rounded, must, stretch, held);
    }
  }

  private static final List<Rule> RULES = rules();

  private Bars() {}

  public static String names() {
    return RULES.stream().map(Rule::name).collect(Collectors.joining(", "));
  }

  /// All names where `all` is given.
  ///
  /// @throws Mistake where there is no bar of a name
  public static List<String> named(List<String> names) {
    if (names.equals(List.of("all"))) {
      return RULES.stream().map(Rule::name).toList();
    }
    for (String name : names) {
      if (RULES.stream().noneMatch(rule -> rule.name().equals(name))) {
        throw new Mistake("unknown bar '%s': there are %s".formatted(name, names()));
      }
    }
    return List.copyOf(names);
  }

  /// Those that can be worked out of what is measured.
  public static List<String> within(List<Cell> measured) {
    return RULES.stream()
        .filter(rule -> Set.copyOf(measured).containsAll(rule.cells()))
        .map(Rule::name)
        .toList();
  }

  /// What has to be measured for bars.
  public static List<Cell> cells(List<String> names) {
    Set<Cell> cells = new LinkedHashSet<>();
    of(names).forEach(rule -> cells.addAll(rule.cells()));
    return List.copyOf(cells);
  }

  public static List<Bar> measure(List<String> names, List<CellResult> results) {
    var figures = new Figures(results);
    return of(names).map(rule -> rule.measure(figures)).toList();
  }

  private static Stream<Rule> of(List<String> names) {
    return RULES.stream().filter(rule -> names.contains(rule.name()));
  }

  private static List<Rule> rules() {
    var hot = Scenario.HOT;
    var zipf = Scenario.ZIPF;
    return List.of(
        least(
            "hot-1000", 100, 150, against(hot, MANY, ROW_LOCK), it -> it.best(hot, MANY, ROW_LOCK)),
        least(
            "each-1000",
            60,
            100,
            against(hot, MANY, ROW_LOCK),
            it -> it.worst(hot, MANY, ROW_LOCK)),
        least("hot-100", 30, 45, against(hot, 100, ROW_LOCK), it -> it.best(hot, 100, ROW_LOCK)),
        least("hot-4000", 110, 200, hot4000(), Ratios::hot4000),
        least(
            "redis", 0.8, 1.2, against(hot, MANY, DECREMENT), it -> it.best(hot, MANY, DECREMENT)),
        least("insert", 0.5, 0.7, insert(), Ratios::insert),
        least("bullmq", 100, 300, against(hot, MANY, BULLMQ), it -> it.best(hot, MANY, BULLMQ)),
        least("queue", 40, 80, queue(), Ratios::queue),
        most("alone", 1.1, 0.9, against(hot, 1, ROW_LOCK), Ratios::alone),
        most("tail", 4, 2.5, strategies(hot, MANY), Ratios::tail),
        least("zipf", 25, 45, against(zipf, MANY, ROW_LOCK), it -> it.best(zipf, MANY, ROW_LOCK)),
        least("http", 0.4, 0.6, http(HTTP, HOLLOW), Ratios::http),
        least("http-batch", 4, 8, http(HTTP_BATCH, HTTP), Ratios::httpBatch),
        most("growth", 1.3, 1.1, growth(), Ratios::growth),
        least("refuse", 1.2, 2, refuse(), Ratios::refuse));
  }

  private static Rule least(
      String name,
      double must,
      double stretch,
      List<Cell> cells,
      Function<Ratios, OptionalDouble> ratio) {
    return new Rule(name, must, stretch, false, cells, ratio);
  }

  private static Rule most(
      String name,
      double must,
      double stretch,
      List<Cell> cells,
      Function<Ratios, OptionalDouble> ratio) {
    return new Rule(name, must, stretch, true, cells, ratio);
  }

  /// What has to be measured to see how the cost of an acceptance grows with the tables.
  public static List<Cell> growing() {
    var cells = new ArrayList<>(strategies(Scenario.HOT, MANY));
    cells.addAll(strategies(Scenario.grown(1), MANY));
    cells.addAll(strategies(Scenario.GROWN, MANY));
    return cells;
  }

  // ---- cells

  static List<Cell> strategies(Scenario scenario, int callers) {
    return STRATEGIES.stream()
        .flatMap(name -> Parties.named(name).stream())
        .filter(Party::groupCommit)
        .map(party -> new Cell(scenario, party, callers))
        .toList();
  }

  private static List<Cell> against(Scenario scenario, int callers, String other) {
    var cells = new ArrayList<>(strategies(scenario, callers));
    cells.add(new Cell(scenario, Parties.named(other).getFirst(), callers));
    return cells;
  }

  private static List<Cell> hot4000() {
    var cells = new ArrayList<>(strategies(Scenario.HOT, MOST));
    Party rowLock = Parties.named(ROW_LOCK).getFirst();
    CALLERS.forEach(callers -> cells.add(new Cell(Scenario.HOT, rowLock, callers)));
    return cells;
  }

  private static List<Cell> insert() {
    var cells = new ArrayList<>(strategies(Scenario.HOT, MANY));
    cells.add(new Cell(Scenario.HOT, Parties.named(INSERT).getFirst(), 1));
    return cells;
  }

  private static List<Cell> queue() {
    return List.of(
        new Cell(Scenario.HOT, Parties.named(QUEUE).getFirst(), MANY),
        new Cell(Scenario.HOT, Parties.named(ROW_LOCK).getFirst(), MANY));
  }

  private static List<Cell> http(String... names) {
    return Cell.all(
        List.of(Scenario.HOT),
        Stream.of(names).flatMap(name -> Parties.named(name).stream()).toList(),
        List.of(MANY));
  }

  private static List<Cell> growth() {
    var cells = new ArrayList<>(strategies(Scenario.HOT, MANY));
    cells.addAll(strategies(Scenario.GROWN, MANY));
    return cells;
  }

  private static List<Cell> refuse() {
    var cells = new ArrayList<>(strategies(Scenario.HOT, MANY));
    cells.addAll(strategies(Scenario.REFUSE, MANY));
    return cells;
  }
}
