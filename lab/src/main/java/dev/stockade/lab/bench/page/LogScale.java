package dev.stockade.lab.bench.page;

import java.util.ArrayList;
import java.util.List;

/// A logarithmic axis over whole decades, in pixels. Immutable.
///
/// @param from the left end, a power of ten
/// @param decades at least one
/// @param left where it begins
/// @param width how long it is
record LogScale(double from, int decades, int left, int width) {
  /// From the decade of the least to that of the greatest value.
  static LogScale over(double least, double greatest, int left, int width) {
    double first = Math.floor(Math.log10(least));
    int decades = (int) Math.max(1, Math.ceil(Math.log10(greatest)) - first);
    return new LogScale(Math.pow(10, first), decades, left, width);
  }

  /// Where a value is; what is less than the axis is at its left end.
  double x(double value) {
    double share = Math.log10(Math.max(value, from) / from) / decades;
    return left + width * Math.min(1, share);
  }

  /// The powers of ten.
  List<Double> marks() {
    var marks = new ArrayList<Double>();
    for (int i = 0; i <= decades; i++) {
      marks.add(from * Math.pow(10, i));
    }
    return marks;
  }
}
