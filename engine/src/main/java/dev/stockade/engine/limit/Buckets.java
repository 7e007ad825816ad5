package dev.stockade.engine.limit;

import dev.stockade.core.CollectionId;
import dev.stockade.core.RateLimit;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Terms;
import io.github.bucket4j.BucketConfiguration;
import java.util.Optional;
import java.util.OptionalLong;

/// The tokens of collections. Thread-safe.
public interface Buckets {
  /// Takes tokens.
  ///
  /// @param wanted at least one
  /// @return how many there were, up to those; empty where nobody could tell in time
  OptionalLong take(CollectionId collection, Terms.Limit limit, int wanted, Deadline deadline)
      throws InterruptedException;

  /// Takes tokens, all of them or none.
  ///
  /// @param wanted at least one; more than the burst are never there
  /// @return whether they were there; empty where nobody could tell in time
  Optional<Boolean> takeAll(
      CollectionId collection, Terms.Limit limit, int wanted, Deadline deadline)
      throws InterruptedException;

  /// A limit in the words of Bucket4j.
  static BucketConfiguration configuration(Terms.Limit limit) {
    RateLimit rate = limit.rate();
    return BucketConfiguration.builder()
        .addLimit(
            tokens -> tokens.capacity(rate.burst()).refillGreedy(rate.tokens(), rate.period()))
        .build();
  }
}
