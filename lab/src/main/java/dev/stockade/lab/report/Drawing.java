package dev.stockade.lab.report;

import java.util.Locale;

/// Numbers as characters. Pure.
public final class Drawing {
  private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  private Drawing() {}

  /// A bar that is as full as `value` is of `of`. Something is never drawn as nothing, and not all
  /// never as all.
  ///
  /// @param width in characters
  public static String bar(long value, long of, int width) {
    long eighths = of <= 0 ? 0 : value * width * 8L / of;
    if (value > 0 && eighths == 0) {
      eighths = 1;
    }
    int full = (int) (eighths / 8);
    int rest = (int) (eighths % 8);
    String drawn = "█".repeat(full) + (rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest));
    return drawn + "░".repeat(width - drawn.length());
  }

  /// One character for each of the last values, the highest of them at full height. Zero is a
  /// space, so that something and nothing look different.
  public static String sparkline(long[] values, int width) {
    int from = Math.max(0, values.length - width);
    long max = 1;
    for (int i = from; i < values.length; i++) {
      max = Math.max(max, values[i]);
    }
    var line = new StringBuilder();
    for (int i = from; i < values.length; i++) {
      int level = (int) ((values[i] * LEVELS.length() - 1) / max);
      line.append(values[i] == 0 ? ' ' : LEVELS.charAt(level));
    }
    return line.toString();
  }

  /// A whole number with commas: `12,307`.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// From one number to another, rounded: `9,120 to 12,307`.
  public static String range(double min, double max) {
    return count(Math.round(min)) + " to " + count(Math.round(max));
  }

  /// A number of things: `1 unit`, `12,307 units`.
  public static String counted(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /// A span of time with about three digits and its unit.
  public static String millis(double millis) {
    if (millis >= 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
    return String.format(Locale.ROOT, millis >= 100 ? "%,.0f ms" : "%.1f ms", millis);
  }
}
