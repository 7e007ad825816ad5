package dev.stockade.lab.bench.study;

import java.util.Optional;
import java.util.OptionalDouble;

/// What another program makes of the statements of a party.
///
/// @param of the party
/// @param clients with which it is fastest
/// @param perSecond the median of its runs; absent where it was not verified
/// @param fault why it is not verified
public record CrossCheck(
    String program, String of, int clients, OptionalDouble perSecond, Optional<String> fault) {

  String sentence() {
    return "%s, the statements of %s, %d clients: %s"
        .formatted(
            program,
            of,
            clients,
            perSecond.isPresent()
                ? "%,d/s, verified".formatted(Math.round(perSecond.getAsDouble()))
                : "NOT VERIFIED: " + fault.orElse(""));
  }
}
