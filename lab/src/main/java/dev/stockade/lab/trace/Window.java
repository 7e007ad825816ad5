package dev.stockade.lab.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/// A span of time.
///
/// @param from the first moment inside
/// @param to the first moment outside
public record Window(Instant from, Instant to) {
  /// All that four digits of a year can say.
  public static final Window ALWAYS =
      new Window(Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999Z"));

  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a window must begin before it ends: " + from + ", " + to);
    }
  }

  /// A day, UTC.
  public static Window day(LocalDate day) {
    return new Window(midnight(day), midnight(day.plusDays(1)));
  }

  public boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  /// Reads a moment: a date, which is its midnight in UTC, or any form that a trace's timestamp can
  /// have.
  ///
  /// @throws IllegalArgumentException that says which forms there are
  public static Instant moment(String text) {
    try {
      return midnight(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Timestamps.parse(text)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "'%s' is neither a date like 2021-03-13 nor a moment like 2021-03-13T18:30:00Z"
                          .formatted(text)));
    }
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
