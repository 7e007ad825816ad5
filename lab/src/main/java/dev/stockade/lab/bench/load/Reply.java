package dev.stockade.lab.bench.load;

import java.time.Duration;

/// What a party answers a caller.
public sealed interface Reply {
  Reply ACCEPTED = new Accepted();
  Reply REFUSED = new Refused();

  record Accepted() implements Reply {}

  record Refused() implements Reply {}

  /// Nothing is decided, or it is not known: ask again after this time.
  record Later(Duration pause) implements Reply {}
}
