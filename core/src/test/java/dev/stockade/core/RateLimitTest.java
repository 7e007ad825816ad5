package dev.stockade.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  @ParameterizedTest
  @CsvSource({
    "1/s,                1, 1000, 1, 1/s",
    "100/10s,            100, 10000, 100, 100/10s",
    "5/min burst 20,     5, 60000, 20, 5/min burst 20",
    "3/1000ms burst 3,   3, 1000, 3, 3/s",
    "1/24h,              1, 86400000, 1, 1/24h",
    "7/1500ms,           7, 1500, 7, 7/1500ms",
    "1000000/ms burst 1, 1000000, 1, 1, 1000000/ms burst 1",
  })
  void a_limit_is_read_and_told_as_text(
      String text, int tokens, long periodMillis, int burst, String told) {
    RateLimit limit = RateLimit.parse(text);

    assertThat(limit).isEqualTo(new RateLimit(tokens, Duration.ofMillis(periodMillis), burst));
    assertThat(limit).hasToString(told);
    assertThat(RateLimit.parse(told)).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "off",
        "1/",
        "/s",
        "-1/s",
        "1/d",
        "1 / s",
        "1/s burst",
        "1/s burst -1",
        "9999999999/s"
      })
  void what_is_no_limit_is_told_what_one_looks_like(String text) {
    assertThatThrownBy(() -> RateLimit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a rate limit is like 1/s, 100/10s or 5/min burst 20: '" + text + "'");
  }

  @Test
  void a_limit_is_bounded() {
    assertThatThrownBy(() -> RateLimit.parse("0/s"))
        .hasMessage("tokens of a rate limit must be 1 to 1000000: 0");
    assertThatThrownBy(() -> RateLimit.parse("1/s burst 1000001"))
        .hasMessage("burst of a rate limit must be 1 to 1000000: 1000001");
    assertThatThrownBy(() -> RateLimit.parse("1/0s"))
        .hasMessage("period of a rate limit must be 1 ms to 24 h, in whole milliseconds: PT0S");
    assertThatThrownBy(() -> RateLimit.parse("1/25h")).hasMessageContaining("PT25H");
    assertThatThrownBy(() -> new RateLimit(1, Duration.ofNanos(1_500_000), 1))
        .hasMessageContaining("whole milliseconds");
  }

  @Test
  void a_token_comes_in_its_part_of_the_period() {
    assertThat(RateLimit.parse("1/s").perToken()).isEqualTo(Duration.ofSeconds(1));
    assertThat(RateLimit.parse("3/s").perToken()).isEqualTo(Duration.ofMillis(334));
    assertThat(RateLimit.parse("1000000/ms").perToken()).isEqualTo(Duration.ofMillis(1));
  }
}
