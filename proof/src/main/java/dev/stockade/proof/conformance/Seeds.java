package dev.stockade.proof.conformance;

/// Where the random choices of a test begin: at another place each time, unless the system property
/// `stockade.seed` names one. Each is printed, so that a failure can be looked at again.
final class Seeds {
  private Seeds() {}

  static long next(String what) {
    long seed = Long.getLong("stockade.seed", System.nanoTime());
    System.out.printf("%s: seed %d (-Dstockade.seed=%d)%n", what, seed, seed);
    return seed;
  }
}
