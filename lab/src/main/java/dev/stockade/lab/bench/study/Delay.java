package dev.stockade.lab.bench.study;

import java.util.Optional;

/// How much longer callers of other collections wait while a stranger's transaction holds the row
/// of one.
///
/// @param slowestWithoutMillis the longest that anybody waited while nobody held a row, the median
///   of several times
/// @param slowestWithMillis the same while the row was held; who wanted that collection does not
///   count
/// @param delayMillis the difference
/// @param mostMillis that it may be
/// @param fault why it is not verified
public record Delay(
    String strategy,
    double slowestWithoutMillis,
    double slowestWithMillis,
    double delayMillis,
    double mostMillis,
    Optional<String> fault) {

  public boolean held() {
    return fault.isEmpty() && delayMillis <= mostMillis;
  }

  String sentence() {
    return "a row held for 2 s, %s: %s"
        .formatted(
            strategy,
            fault
                .map(it -> "NOT VERIFIED: " + it)
                .orElse(
                    "others wait %.1f ms at most, %.1f ms without it: %s"
                        .formatted(
                            slowestWithMillis,
                            slowestWithoutMillis,
                            held() ? "held" : "NOT HELD")));
  }
}
