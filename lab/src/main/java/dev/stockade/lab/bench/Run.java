package dev.stockade.lab.bench;

import dev.stockade.lab.bench.ground.Proof;
import dev.stockade.lab.bench.load.Measured;

/// One measurement of a cell, and what the judges found.
record Run(Measured measured, Proof proof) {
  boolean isVerified() {
    return proof.fault().isEmpty() && measured.troubles().unexpected() == 0;
  }

  /// Why it is not verified.
  String fault() {
    return proof
        .fault()
        .orElse("%,d callers were told what cannot be".formatted(measured.troubles().unexpected()));
  }
}
