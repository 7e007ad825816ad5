package dev.stockade.core;

/// What a bidder offers: an amount in minor units (cents, satoshi, micro-ETH) of a currency. Never
/// a fraction.
///
/// @param amount in minor units, 0 or more
/// @param currency 3 to 12 capital letters and digits, beginning with a letter, such as `EUR`
public record Price(long amount, String currency) {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 12;

  public Price {
    if (amount < 0) {
      throw new IllegalArgumentException("amount must not be negative: " + amount);
    }
    checkCurrency(currency);
  }

  /// Refuses what is no currency.
  public static void checkCurrency(String currency) {
    if (!isCurrency(currency)) {
      throw new IllegalArgumentException(
          "currency must be 3 to 12 of A-Z and 0-9, beginning with a letter: '" + currency + "'");
    }
  }

  /// By hand: it is asked for every bid that is read.
  private static boolean isCurrency(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'A' && c <= 'Z';
      boolean digit = c >= '0' && c <= '9';
      if (!letter && (i == 0 || !digit)) {
        return false;
      }
    }
    return true;
  }
}
