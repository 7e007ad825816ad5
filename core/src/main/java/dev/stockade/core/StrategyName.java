package dev.stockade.core;

import java.util.regex.Pattern;

/// The name of a strategy, such as `row-lock`. Which names there are is known to the engine that
/// runs them.
public record StrategyName(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z-]{0,30}[a-z]");

  public StrategyName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a strategy's name is 2 to 32 of a-z and '-', as in row-lock: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
