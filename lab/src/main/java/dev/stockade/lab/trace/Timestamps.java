package dev.stockade.lab.trace;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// The forms of a timestamp: `2017-08-10 16:04:36 UTC`, or ISO 8601 with an offset such as
/// `2017-08-10T16:04:36Z`, each with up to nine decimals of a second.
final class Timestamps {
  private static final DateTimeFormatter TRACE = form(" HH:mm:ss", " 'UTC'");
  private static final DateTimeFormatter ISO = form("'T'HH:mm:ss", "XXX");

  private Timestamps() {}

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          text.endsWith("UTC")
              ? LocalDateTime.parse(text, TRACE).toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text, ISO).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter form(String time, String zone) {
    return new DateTimeFormatterBuilder()
        .appendPattern("uuuu-MM-dd" + time)
        .appendFraction(NANO_OF_SECOND, 0, 9, true)
        .appendPattern(zone)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
