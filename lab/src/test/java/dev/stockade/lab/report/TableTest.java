package dev.stockade.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void names_stand_to_the_left_and_numbers_to_the_right() {
    var table = new Table(List.of("strategy", "sold", "verdict"));
    table.add(List.of("naive", "1,000", "OVERSOLD"));
    table.add(List.of("row-lock", "100", "sound"));

    assertThat(table.lines())
        .containsExactly(
            "strategy   sold  verdict", "naive     1,000  OVERSOLD", "row-lock    100  sound");
  }
}
