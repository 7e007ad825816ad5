package dev.stockade.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.lab.Mistake;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {
  private static final Instant FIRST = Instant.parse("2021-03-13T00:00:00Z");

  @Test
  void a_row_is_due_sooner_by_the_factor() {
    assertThat(Pace.parse("3600").nanos(FIRST, FIRST.plusSeconds(3600))).isEqualTo(1_000_000_000);
    assertThat(Pace.parse("0.5").nanos(FIRST, FIRST.plusSeconds(1))).isEqualTo(2_000_000_000);
  }

  @Test
  void at_the_highest_pace_every_row_is_due_at_once() {
    assertThat(Pace.parse("max").nanos(FIRST, FIRST.plusSeconds(3600))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "fast", "", "NaN", "Infinity", "1e999"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Pace.parse(text))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("--speed must be a number above 0, or max");
  }
}
