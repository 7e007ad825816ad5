package dev.stockade.lab.bench.ground;

import java.util.Arrays;

/// Zipf's law over a number of ranks: rank `r`, from 0, is drawn in proportion to `1 / (r + 1)^s`.
/// Immutable.
final class Zipf {
  private final double[] upTo;

  Zipf(int ranks, double exponent) {
    upTo = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += Math.pow(rank + 1, -exponent);
      upTo[rank] = sum;
    }
  }

  /// @param uniform 0 or more and less than 1
  int rank(double uniform) {
    if (upTo.length == 1) {
      return 0;
    }
    int found = Arrays.binarySearch(upTo, uniform * upTo[upTo.length - 1]);
    return Math.min(found >= 0 ? found + 1 : -found - 1, upTo.length - 1);
  }
}
