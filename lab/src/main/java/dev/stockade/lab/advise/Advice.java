package dev.stockade.lab.advise;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.report.Drawing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// From how many callers on `auto` should take another strategy than the row lock. Follows from the
/// figures alone. Immutable.
///
/// @param optimisticFrom empty: never
/// @param queueFrom empty: never
/// @param sentences which to use where, and whether the folklore is right here
public record Advice(OptionalInt optimisticFrom, OptionalInt queueFrom, List<String> sentences) {
  /// What is not faster by a tenth is not worth a switch.
  private static final double WORTH_IT = 1.1;

  private static final int FOLKLORE_OPTIMISTIC = 100;
  private static final int FOLKLORE_QUEUE = 1_000;

  public Advice {
    sentences = List.copyOf(sentences);
  }

  /// Works it out. A strategy that has no figure for a number of callers is not advised for it.
  public static Advice of(List<Figure> figures) {
    List<Integer> callers = figures.stream().map(Figure::callers).distinct().sorted().toList();
    OptionalInt queueFrom =
        from(
            callers,
            n ->
                rate(figures, Strategies.QUEUE, n)
                    >= WORTH_IT
                        * Math.max(
                            rate(figures, Strategies.ROW_LOCK, n),
                            rate(figures, Strategies.OPTIMISTIC, n)));
    List<Integer> below =
        callers.stream().filter(n -> n < queueFrom.orElse(Integer.MAX_VALUE)).toList();
    OptionalInt optimisticFrom =
        from(
            below,
            n ->
                rate(figures, Strategies.OPTIMISTIC, n)
                    >= WORTH_IT * rate(figures, Strategies.ROW_LOCK, n));
    var sentences = new ArrayList<String>();
    callers.forEach(n -> sentences.add(fastest(figures, n)));
    sentences.addAll(ranges(optimisticFrom, queueFrom));
    sentences.add(folklore(optimisticFrom, queueFrom));
    return new Advice(optimisticFrom, queueFrom, sentences);
  }

  /// As settings of the engine. A threshold that is never reached is the largest there is.
  public String properties() {
    return """
    # From how many callers on auto takes another strategy than the row lock, as measured on this database.
    %s=%d
    %s=%d
    """
        .formatted(
            Setting.AUTO_OPTIMISTIC_FROM.key(),
            optimisticFrom.orElse(Setting.AUTO_OPTIMISTIC_FROM.max()),
            Setting.AUTO_QUEUE_FROM.key(),
            queueFrom.orElse(Setting.AUTO_QUEUE_FROM.max()));
  }

  @FunctionalInterface
  private interface Better {
    boolean at(int callers);
  }

  /// The least number from which on it is better with every larger one, too.
  private static OptionalInt from(List<Integer> callers, Better better) {
    var from = OptionalInt.empty();
    for (int n : callers.reversed()) {
      if (!better.at(n)) {
        return from;
      }
      from = OptionalInt.of(n);
    }
    return from;
  }

  /// 0 where there is none, and so nothing to be advised.
  private static double rate(List<Figure> figures, StrategyName strategy, int callers) {
    return of(figures, callers).stream()
        .filter(it -> it.strategy().equals(strategy))
        .mapToDouble(Figure::perSecond)
        .findFirst()
        .orElse(0);
  }

  private static List<Figure> of(List<Figure> figures, int callers) {
    return figures.stream()
        .filter(it -> it.callers() == callers)
        .sorted(Comparator.comparingDouble(Figure::perSecond).reversed())
        .toList();
  }

  private static String fastest(List<Figure> figures, int callers) {
    List<String> each =
        of(figures, callers).stream()
            .map(
                it ->
                    "%s %s/s"
                        .formatted(
                            it.strategy().value(), Drawing.count(Math.round(it.perSecond()))))
            .toList();
    return "%s: %s".formatted(Drawing.counted(callers, "caller"), String.join(", ", each));
  }

  private static List<String> ranges(OptionalInt optimisticFrom, OptionalInt queueFrom) {
    var ranges = new ArrayList<String>();
    int first =
        Math.min(optimisticFrom.orElse(Integer.MAX_VALUE), queueFrom.orElse(Integer.MAX_VALUE));
    if (first == Integer.MAX_VALUE) {
      ranges.add(
          "Use row-lock for any number of callers: nothing that was measured is faster by a tenth.");
    } else if (first > 1) {
      ranges.add("Use row-lock below %s.".formatted(Drawing.counted(first, "caller")));
    }
    optimisticFrom.ifPresent(
        n ->
            ranges.add(
                "Use optimistic from %s on%s."
                    .formatted(
                        Drawing.counted(n, "caller"),
                        queueFrom.isPresent()
                            ? ", below " + Drawing.count(queueFrom.getAsInt())
                            : "")));
    queueFrom.ifPresent(
        n -> ranges.add("Use queue from %s on.".formatted(Drawing.counted(n, "caller"))));
    return ranges;
  }

  private static String folklore(OptionalInt optimisticFrom, OptionalInt queueFrom) {
    boolean right =
        optimisticFrom.equals(OptionalInt.of(FOLKLORE_OPTIMISTIC))
            && queueFrom.equals(OptionalInt.of(FOLKLORE_QUEUE));
    return "The folklore, optimism from 100 callers on and a queue from 1,000 on, is %s here."
        .formatted(right ? "right" : "wrong");
  }

  /// The figures of a strategy's name as text, where the engine has it.
  static Optional<StrategyName> strategy(String name) {
    return Strategies.NAMES.stream().filter(it -> it.value().equals(name)).findFirst();
  }
}
