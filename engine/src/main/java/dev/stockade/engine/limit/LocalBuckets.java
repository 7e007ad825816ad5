package dev.stockade.engine.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stockade.core.CollectionId;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Terms;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The tokens that this engine alone gives out. Another one on the same tables gives out as many.
public final class LocalBuckets implements Buckets {
  private final Cache<CollectionId, Known> buckets;

  private record Known(Bucket bucket, long version) {}

  /// @param most collections; of more, those that were asked for longest ago start full again
  public LocalBuckets(int most) {
    this.buckets = Caffeine.newBuilder().maximumSize(most).build();
  }

  @Override
  public OptionalLong take(
      CollectionId collection, Terms.Limit limit, int wanted, Deadline deadline) {
    return OptionalLong.of(bucket(collection, limit).tryConsumeAsMuchAsPossible(wanted));
  }

  @Override
  public Optional<Boolean> takeAll(
      CollectionId collection, Terms.Limit limit, int wanted, Deadline deadline) {
    return Optional.of(bucket(collection, limit).tryConsume(wanted));
  }

  private Bucket bucket(CollectionId collection, Terms.Limit limit) {
    Known known = buckets.getIfPresent(collection);
    if (known == null || known.version() < limit.version()) {
      known = buckets.asMap().compute(collection, (id, was) -> current(was, limit));
    }
    return known.bucket();
  }

  /// A new limit takes over as large a part of its tokens as the old one had left.
  private static Known current(@Nullable Known was, Terms.Limit limit) {
    if (was == null) {
      Bucket bucket =
          Bucket.builder()
              .addLimit(Buckets.configuration(limit).getBandwidths()[0])
              .withNanosecondPrecision()
              .build();
      return new Known(bucket, limit.version());
    }
    if (was.version() >= limit.version()) {
      return was;
    }
    was.bucket()
        .replaceConfiguration(
            Buckets.configuration(limit), TokensInheritanceStrategy.PROPORTIONALLY);
    return new Known(was.bucket(), limit.version());
  }
}
