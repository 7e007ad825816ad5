package dev.stockade.core;

/// The name of a strategy, such as `row-lock`. Which names there are is known to the engine that
/// runs them.
public record StrategyName(String value) {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 32;

  public StrategyName {
    if (!hasShape(value)) {
      throw new IllegalArgumentException(
          "a strategy's name is 2 to 32 of a-z and '-', as in row-lock: '" + value + "'");
    }
  }

  /// By hand, since each row that is read brings one: a pattern takes many times as long.
  private static boolean hasShape(String value) {
    int last = value.length() - 1;
    if (last + 1 < SHORTEST || last + 1 > LONGEST) {
      return false;
    }
    for (int i = 0; i <= last; i++) {
      char c = value.charAt(i);
      boolean inside = i > 0 && i < last;
      if ((c < 'a' || c > 'z') && !(inside && c == '-')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
