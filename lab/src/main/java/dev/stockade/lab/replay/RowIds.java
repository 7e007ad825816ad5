package dev.stockade.lab.replay;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/// Ids of the rows' bids: UUIDs of version 7 made of the row's time, the caller's number, a seed
/// and the collection. Equal rows have different ones.
final class RowIds {
  private final Random random;

  /// @param collection on which they are placed: no other has bids of the same ids
  RowIds(long seed, CollectionId collection) {
    this.random = new Random(seed ^ collection.value().getLeastSignificantBits());
  }

  /// @param position of the caller in the replay, less than 2^32
  BidId next(Instant at, long position) {
    long time = at.toEpochMilli() << 16;
    long version = 0x7000 | (position >>> 20 & 0xFFF);
    long variant = 0x8000_0000_0000_0000L | (position & 0xFFFFF) << 42 | random.nextLong() >>> 22;
    return new BidId(new UUID(time | version, variant));
  }
}
