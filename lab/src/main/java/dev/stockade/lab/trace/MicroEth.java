package dev.stockade.lab.trace;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Exact amounts of ether in millionths: `0.300000` is 300000.
final class MicroEth {
  static final int DECIMALS = 6;

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?");

  private MicroEth() {}

  /// @throws IllegalArgumentException that says what is wrong, without naming the text
  static long parse(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("is not a decimal number like 0.300000");
    }
    var ether = new BigDecimal(text);
    if (ether.signum() < 0) {
      throw new IllegalArgumentException("is negative");
    }
    BigDecimal micro = ether.movePointRight(DECIMALS).stripTrailingZeros();
    if (micro.scale() > 0) {
      throw new IllegalArgumentException("has more than " + DECIMALS + " decimals");
    }
    if (micro.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("is more than can be counted in micro-ETH");
    }
    return micro.longValueExact();
  }
}
