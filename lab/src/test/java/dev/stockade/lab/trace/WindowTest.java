package dev.stockade.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowTest {
  @Test
  void a_day_has_its_first_moment_and_not_that_of_the_next() {
    Window day = Window.day(LocalDate.of(2021, 3, 13));

    assertThat(day.contains(Instant.parse("2021-03-12T23:59:59Z"))).isFalse();
    assertThat(day.contains(Instant.parse("2021-03-13T00:00:00Z"))).isTrue();
    assertThat(day.contains(Instant.parse("2021-03-13T23:59:59Z"))).isTrue();
    assertThat(day.contains(Instant.parse("2021-03-14T00:00:00Z"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-13, 2021-03-13T00:00:00Z",
    "2021-03-13 18:30:00 UTC, 2021-03-13T18:30:00Z",
    "2021-03-13T18:30:00Z, 2021-03-13T18:30:00Z",
    "2021-03-13T18:30:00+02:00, 2021-03-13T16:30:00Z",
    "2021-03-13 18:30:00.25 UTC, 2021-03-13T18:30:00.250Z",
  })
  void a_moment_is_a_date_or_a_timestamp(String text, Instant moment) {
    assertThat(Window.moment(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2021-02-30",
        "2021-03-13 18:30:00",
        "2021-02-30 00:00:00 UTC",
        "2021-03-13 24:00:00 UTC",
        "2021-3-13 18:30:00 UTC",
        "UTC"
      })
  void anything_else_is_no_moment(String text) {
    assertThatThrownBy(() -> Window.moment(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is neither a date like 2021-03-13");
  }

  @Test
  void a_window_that_ends_before_it_begins_cannot_be_built() {
    var moment = Instant.parse("2021-03-13T00:00:00Z");

    assertThatThrownBy(() -> new Window(moment, moment)).hasMessageContaining("begin before");
  }
}
