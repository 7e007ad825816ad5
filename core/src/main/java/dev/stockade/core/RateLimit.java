package dev.stockade.core;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many attempts to accept bids a collection lets in: a bucket that holds up to `burst` tokens
/// and is refilled with `tokens` in a `period`, steadily. An attempt takes one, whatever comes of
/// it. So in any time there are at most `burst` attempts and those that come with the time.
///
/// As text it is `1/s`, `100/10s`, `5/min burst 20`; without a burst that is as many as the tokens.
///
/// @param tokens 1 to a million
/// @param period a millisecond to a day
/// @param burst 1 to a million
public record RateLimit(int tokens, Duration period, int burst) {
  private static final int MOST = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,7})/([0-9]{1,8})?(ms|s|min|h)(?: burst ([0-9]{1,7}))?");

  /// Of a period, the smallest first.
  private enum Unit {
    MS(1),
    S(1_000),
    MIN(60_000),
    H(3_600_000);

    private final long millis;

    Unit(long millis) {
      this.millis = millis;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RateLimit {
    check("tokens of a rate limit", tokens);
    check("burst of a rate limit", burst);
    if (period.compareTo(SHORTEST) < 0
        || period.compareTo(LONGEST) > 0
        || !period.equals(Duration.ofMillis(period.toMillis()))) {
      throw new IllegalArgumentException(
          "period of a rate limit must be 1 ms to 24 h, in whole milliseconds: " + period);
    }
  }

  /// Reads the text of a limit.
  ///
  /// @throws IllegalArgumentException where it is none
  public static RateLimit parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a rate limit is like 1/s, 100/10s or 5/min burst 20: '" + text + "'");
    }
    int tokens = Integer.parseInt(parts.group(1));
    long units = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
    return new RateLimit(
        tokens,
        Duration.ofMillis(units * unit(parts.group(3)).millis),
        parts.group(4) == null ? tokens : Integer.parseInt(parts.group(4)));
  }

  /// The time in which a token comes, rounded up to a millisecond.
  public Duration perToken() {
    return Duration.ofMillis(Math.ceilDiv(period.toMillis(), tokens));
  }

  @Override
  public String toString() {
    return tokens + "/" + periodText() + (burst == tokens ? "" : " burst " + burst);
  }

  private String periodText() {
    Unit unit = Unit.MS;
    for (Unit larger : Unit.values()) {
      unit = period.toMillis() % larger.millis == 0 ? larger : unit;
    }
    long units = period.toMillis() / unit.millis;
    return (units == 1 ? "" : Long.toString(units)) + unit.text();
  }

  private static Unit unit(String text) {
    return Unit.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static void check(String what, int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(what + " must be 1 to " + MOST + ": " + number);
    }
  }
}
