package dev.stockade.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MicroEthTest {
  @ParameterizedTest
  @CsvSource({
    "0.300000, 300000",
    "0, 0",
    "-0.0, 0",
    "1, 1000000",
    "0.000001, 1",
    "0.1000000000, 100000",
    "007.5, 7500000",
    "9223372036854.775807, 9223372036854775807"
  })
  void a_decimal_number_is_exact(String text, long micro) {
    assertThat(MicroEth.parse(text)).isEqualTo(micro);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, is negative",
    "-0.000001, is negative",
    "0.0000001, has more than 6 decimals",
    "9223372036854.775808, is more than can be counted in micro-ETH",
    "1e3, is not a decimal number like 0.300000",
    "NaN, is not a decimal number like 0.300000",
    "1., is not a decimal number like 0.300000",
    "'1,5', is not a decimal number like 0.300000",
    "٣, is not a decimal number like 0.300000",
    "0x10, is not a decimal number like 0.300000"
  })
  void anything_else_is_refused(String text, String reason) {
    assertThatThrownBy(() -> MicroEth.parse(text)).hasMessage(reason);
  }

  @Test
  void no_amount_is_changed_by_being_written_and_read() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 10_000; round++) {
      long micro = random.nextLong() >>> random.nextInt(1, 64);

      assertThat(MicroEth.parse(BigDecimal.valueOf(micro, MicroEth.DECIMALS).toPlainString()))
          .isEqualTo(micro);
    }
  }
}
