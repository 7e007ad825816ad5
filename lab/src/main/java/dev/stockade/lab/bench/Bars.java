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
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The bars that can be measured, the cells that each needs, and how it is worked out.
///
/// Where a bar speaks of each strategy, or names none, the worst of them counts.
public final class Bars {
  private static final List<String> STRATEGIES =
      Parties.STRATEGIES.stream().map(name -> name.value()).toList();

  private static final String ROW_LOCK = "baseline-row-lock";
  private static final String QUEUE = "queue";
  private static final String DECREMENT = "bound-redis-decrement";
  private static final String BULLMQ = "baseline-bullmq";
  private static final String INSERT = "bound-multirow-insert";
  private static final int MANY = 1_000;
  private static final int MOST = 4_000;
  private static final List<Integer> CALLERS = List.of(1, 16, 100, MANY, MOST);

  /// The longest that anybody may wait among [#MANY].
  private static final double SLOWEST_MILLIS = 1_000;

  /// @param cells that it needs
  /// @param atMost whether less is better
  private record Rule(
      String name,
      double must,
      double stretch,
      boolean atMost,
      List<Cell> cells,
      Function<Figures, OptionalDouble> ratio) {

    Bar measure(Figures figures) {
      OptionalDouble found = ratio.apply(figures);
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
            "hot-1000",
            100,
            150,
            against(hot, MANY, ROW_LOCK),
            it -> best(it, hot, MANY, ROW_LOCK)),
        least(
            "each-1000",
            60,
            100,
            against(hot, MANY, ROW_LOCK),
            it -> worst(it, hot, MANY, ROW_LOCK)),
        least("hot-100", 30, 45, against(hot, 100, ROW_LOCK), it -> best(it, hot, 100, ROW_LOCK)),
        least("hot-4000", 110, 200, hot4000(), Bars::hot4000),
        least(
            "redis", 0.8, 1.2, against(hot, MANY, DECREMENT), it -> best(it, hot, MANY, DECREMENT)),
        least("insert", 0.5, 0.7, insert(), Bars::insert),
        least("bullmq", 100, 300, against(hot, MANY, BULLMQ), it -> best(it, hot, MANY, BULLMQ)),
        least("queue", 40, 80, queue(), Bars::queue),
        most("alone", 1.1, 0.9, against(hot, 1, ROW_LOCK), Bars::alone),
        most("tail", 4, 2.5, strategies(hot, MANY), Bars::tail),
        least("zipf", 25, 45, against(zipf, MANY, ROW_LOCK), it -> best(it, zipf, MANY, ROW_LOCK)),
        least("refuse", 1.2, 2, refuse(), Bars::refuse));
  }

  private static Rule least(
      String name,
      double must,
      double stretch,
      List<Cell> cells,
      Function<Figures, OptionalDouble> ratio) {
    return new Rule(name, must, stretch, false, cells, ratio);
  }

  private static Rule most(
      String name,
      double must,
      double stretch,
      List<Cell> cells,
      Function<Figures, OptionalDouble> ratio) {
    return new Rule(name, must, stretch, true, cells, ratio);
  }

  // ---- cells

  private static List<Cell> strategies(Scenario scenario, int callers) {
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

  private static List<Cell> refuse() {
    var cells = new ArrayList<>(strategies(Scenario.HOT, MANY));
    cells.addAll(strategies(Scenario.REFUSE, MANY));
    return cells;
  }

  // ---- ratios

  private static OptionalDouble best(
      Figures figures, Scenario scenario, int callers, String other) {
    OptionalDouble to = figures.rate(scenario, other, callers);
    return each(name -> Figures.ratio(figures.rate(scenario, name, callers), to)).max();
  }

  private static OptionalDouble worst(
      Figures figures, Scenario scenario, int callers, String other) {
    OptionalDouble to = figures.rate(scenario, other, callers);
    return each(name -> Figures.ratio(figures.rate(scenario, name, callers), to)).min();
  }

  private static OptionalDouble hot4000(Figures figures) {
    OptionalDouble rowLock =
        CALLERS.stream()
            .flatMapToDouble(n -> figures.rate(Scenario.HOT, ROW_LOCK, n).stream())
            .max();
    return each(name -> Figures.ratio(figures.rate(Scenario.HOT, name, MOST), rowLock)).max();
  }

  private static OptionalDouble insert(Figures figures) {
    OptionalDouble insert = figures.rate(Scenario.HOT, INSERT, 1);
    return each(name -> Figures.ratio(figures.rate(Scenario.HOT, name, MANY), insert)).max();
  }

  private static OptionalDouble queue(Figures figures) {
    return Figures.ratio(
        figures.rate(Scenario.HOT, QUEUE, MANY), figures.rate(Scenario.HOT, ROW_LOCK, MANY));
  }

  private static OptionalDouble alone(Figures figures) {
    OptionalDouble rowLock = figures.p50(Scenario.HOT, ROW_LOCK, 1);
    return each(name -> Figures.ratio(figures.p50(Scenario.HOT, name, 1), rowLock)).max();
  }

  /// Where somebody waited too long it is that time in milliseconds, which no bar holds.
  private static OptionalDouble tail(Figures figures) {
    return each(name -> {
          OptionalDouble slowest = figures.max(Scenario.HOT, name, MANY);
          return slowest.isPresent() && slowest.getAsDouble() > SLOWEST_MILLIS
              ? slowest
              : Figures.ratio(
                  figures.p99(Scenario.HOT, name, MANY), figures.p50(Scenario.HOT, name, MANY));
        })
        .max();
  }

  private static OptionalDouble refuse(Figures figures) {
    return each(name ->
            Figures.ratio(
                figures.rate(Scenario.REFUSE, name, MANY), figures.rate(Scenario.HOT, name, MANY)))
        .min();
  }

  /// Of every strategy; of none where one of them has no figures.
  private static DoubleStream each(Function<String, OptionalDouble> figure) {
    List<OptionalDouble> figures = STRATEGIES.stream().map(figure).toList();
    return figures.stream().allMatch(OptionalDouble::isPresent)
        ? figures.stream().mapToDouble(OptionalDouble::getAsDouble)
        : DoubleStream.empty();
  }
}
