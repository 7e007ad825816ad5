package dev.stockade.core;

/// The bounds of a number of units. The largest leaves room for every sum of two in an `int`.
public final class Quantity {
  /// The most units that a bid may ask for and that a collection may have, ever: one billion.
  public static final int MAX = 1_000_000_000;

  private Quantity() {}

  static void check(String name, int quantity) {
    if (quantity < 1 || quantity > MAX) {
      throw new IllegalArgumentException(name + " must be 1 to " + MAX + ": " + quantity);
    }
  }
}
