package dev.stockade.core;

import java.util.regex.Pattern;

/// What a bidder offers: an amount in minor units (cents, satoshi, micro-ETH) of a currency. Never
/// a fraction.
///
/// @param amount in minor units, 0 or more
/// @param currency 3 to 12 capital letters and digits, beginning with a letter, such as `EUR`
public record Price(long amount, String currency) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{2,11}");

  public Price {
    if (amount < 0) {
      throw new IllegalArgumentException("amount must not be negative: " + amount);
    }
    checkCurrency(currency);
  }

  /// Refuses what is no currency.
  public static void checkCurrency(String currency) {
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException(
          "currency must be 3 to 12 of A-Z and 0-9, beginning with a letter: '" + currency + "'");
    }
  }
}
