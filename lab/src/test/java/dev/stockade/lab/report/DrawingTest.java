package dev.stockade.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DrawingTest {
  @Test
  void a_bar_is_as_full_as_its_value() {
    assertThat(Drawing.bar(0, 8, 4)).isEqualTo("░░░░");
    assertThat(Drawing.bar(4, 8, 4)).isEqualTo("██░░");
    assertThat(Drawing.bar(5, 8, 4)).isEqualTo("██▌░");
    assertThat(Drawing.bar(8, 8, 4)).isEqualTo("████");
  }

  @Test
  void a_bar_tells_something_from_nothing_and_almost_from_all() {
    assertThat(Drawing.bar(1, 1_000_000_000, 4)).isEqualTo("▏░░░");
    assertThat(Drawing.bar(999_999_999, 1_000_000_000, 4)).isEqualTo("███▉");
    assertThat(Drawing.bar(0, 0, 4)).isEqualTo("░░░░");
  }

  @Test
  void a_sparkline_scales_to_its_highest_value_and_shows_the_last_ones() {
    assertThat(Drawing.sparkline(new long[] {0, 1, 4, 8}, 10)).isEqualTo(" ▁▄█");
    assertThat(Drawing.sparkline(new long[] {100, 1, 2}, 2)).isEqualTo("▄█");
    assertThat(Drawing.sparkline(new long[] {}, 4)).isEmpty();
    assertThat(Drawing.sparkline(new long[] {0, 0}, 4)).isEqualTo("  ");
  }

  @Test
  void spans_of_time_have_their_unit() {
    assertThat(Drawing.millis(0.25)).isEqualTo("0.3 ms");
    assertThat(Drawing.millis(512.4)).isEqualTo("512 ms");
    assertThat(Drawing.millis(9_999)).isEqualTo("9,999 ms");
    assertThat(Drawing.millis(12_345)).isEqualTo("12.3 s");
  }
}
