package dev.stockade.lab.bench.study;

import java.util.Optional;
import java.util.OptionalDouble;

/// How long an engine that has just started takes for its first decision on a collection.
///
/// @param events that are in the log before
/// @param snapshot whether there is a shortcut through the log
/// @param millis the median of several; absent where it was not verified
/// @param fault why it is not verified
public record Opening(
    String party, int events, boolean snapshot, OptionalDouble millis, Optional<String> fault) {

  String sentence() {
    return "opening a log of %,d events, %s%s: %s"
        .formatted(
            events,
            party,
            snapshot ? "" : " without a snapshot",
            millis.isPresent()
                ? "%.1f ms".formatted(millis.getAsDouble())
                : "NOT VERIFIED: " + fault.orElse(""));
  }
}
