package dev.stockade.lab.replay;

import dev.stockade.lab.Mistake;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// How much faster than the trace a replay is.
///
/// @param factor seconds of the trace in one second; infinite: as fast as possible
public record Pace(double factor) {
  public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

  public Pace {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a pace is more than 0: " + factor);
    }
  }

  /// Reads a number or `max`.
  ///
  /// @throws Mistake for anything else
  public static Pace parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    try {
      double factor = Double.parseDouble(text);
      if (factor > 0 && Double.isFinite(factor)) {
        return new Pace(factor);
      }
    } catch (NumberFormatException e) {
      // Told below, with the numbers that are none here.
    }
    throw new Mistake("--speed must be a number above 0, or max: '%s'".formatted(text));
  }

  public boolean isMax() {
    return Double.isInfinite(factor);
  }

  /// How long after the first row a row is due, in nanoseconds.
  long nanos(Instant first, Instant row) {
    return isMax() ? 0 : (long) (Duration.between(first, row).toMillis() * 1e6 / factor);
  }

  @Override
  public String toString() {
    return isMax()
        ? "as fast as possible"
        : String.format(
            Locale.ROOT,
            factor == Math.rint(factor) ? "%,.0f times as fast" : "%s times as fast",
            factor);
  }
}
