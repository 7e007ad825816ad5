package dev.stockade.lab.bench.ground;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import java.util.UUID;

/// The bids of a scenario by number, from 0. Nothing is remembered of a bid: its id and its
/// collection follow from the seed and its number, and the number from its id.
///
/// Ids are time-ordered, as if [#PER_MILLISECOND] bids were placed in each millisecond. Immutable.
public final class BidBook {
  private static final int PER_MILLISECOND = 16;
  private static final long FIRST_MILLISECOND = 1_735_689_600_000L;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long LOW = 0xFFFF_FFFFL;

  private final long seed;
  private final Zipf zipf;

  public BidBook(Scenario scenario, long seed) {
    this.seed = seed;
    this.zipf = new Zipf(scenario.collections(), scenario.skew());
  }

  public BidId bid(int number) {
    return new BidId(id(number));
  }

  public CollectionId collection(int number) {
    return CollectionId.of(collectionId(number));
  }

  UUID id(int number) {
    long random = mixed(number);
    long time = FIRST_MILLISECOND + number / PER_MILLISECOND;
    return new UUID(
        time << 16 | VERSION | (random & 0xFFF), VARIANT | (random >>> 34 << 32) | number);
  }

  UUID collectionId(int number) {
    double uniform = (mixed(~number) >>> 11) * 0x1.0p-53;
    return collectionOfRank(zipf.rank(uniform));
  }

  /// The collection that is wanted most has rank 0.
  public static UUID collectionOfRank(int rank) {
    return new UUID(FIRST_MILLISECOND << 16 | VERSION, VARIANT | rank + 1);
  }

  static int number(UUID bid) {
    return (int) (bid.getLeastSignificantBits() & LOW);
  }

  /// SplitMix64 of the seed and a number.
  private long mixed(int number) {
    long z = seed + 0x9E37_79B9_7F4A_7C15L * (number + 1L);
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
