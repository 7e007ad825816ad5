package dev.stockade.engine.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stockade.core.CollectionId;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Terms;
import dev.stockade.engine.redis.Redis;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tokens that all engines on one Redis give out together, under the key
/// `accept_bid:<collection>`. What Redis forgets starts full again, and so does what nobody asked
/// for until it was full anyway.
///
/// Callers of one engine who want tokens of a collection at once ask together, in one request.
public final class SharedBuckets implements Buckets {
  private static final String KEY = "accept_bid:";

  /// How much longer than it takes to fill it Redis keeps a bucket.
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Redis redis;
  private final Duration timeout;
  private final Cache<CollectionId, Known> known;

  /// Guarded by this.
  private @Nullable AsyncProxyManager<byte[]> manager;

  /// A bucket that is asked, as of a version of its limit.
  private record Known(AsyncBucketProxy bucket, long version) {}

  /// @param timeout the longest that one answer is waited for
  /// @param most collections whose callers ask together
  public SharedBuckets(Redis redis, Duration timeout, int most) {
    this.redis = redis;
    this.timeout = timeout;
    this.known = Caffeine.newBuilder().maximumSize(most).build();
  }

  @Override
  public OptionalLong take(
      CollectionId collection, Terms.Limit limit, int wanted, Deadline deadline)
      throws InterruptedException {
    Optional<Long> taken =
        ask(collection, limit, deadline, bucket -> bucket.tryConsumeAsMuchAsPossible(wanted));
    return taken.isPresent() ? OptionalLong.of(taken.get()) : OptionalLong.empty();
  }

  @Override
  public Optional<Boolean> takeAll(
      CollectionId collection, Terms.Limit limit, int wanted, Deadline deadline)
      throws InterruptedException {
    return ask(collection, limit, deadline, bucket -> bucket.tryConsume(wanted));
  }

  private <T> Optional<T> ask(
      CollectionId collection,
      Terms.Limit limit,
      Deadline deadline,
      Function<AsyncBucketProxy, CompletableFuture<T>> question)
      throws InterruptedException {
    var connection = redis.connection();
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    AsyncBucketProxy bucket = bucket(connection.get(), collection, limit);
    long nanos = deadline.atMost(timeout).left().toNanos();
    try {
      return Optional.of(question.apply(bucket).get(nanos, TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      // Redis has gone, or hangs.
      return Optional.empty();
    }
  }

  private AsyncBucketProxy bucket(
      StatefulRedisConnection<byte[], byte[]> connection,
      CollectionId collection,
      Terms.Limit limit) {
    Known last = known.getIfPresent(collection);
    if (last != null && last.version() >= limit.version()) {
      return last.bucket();
    }
    var made =
        new Known(
            manager(connection)
                .builder()
                .withOptimization(Optimizations.batching())
                .withImplicitConfigurationReplacement(
                    limit.version(), TokensInheritanceStrategy.PROPORTIONALLY)
                .build(
                    (KEY + collection).getBytes(UTF_8),
                    () -> CompletableFuture.completedFuture(Buckets.configuration(limit))),
            limit.version());
    return known
        .asMap()
        .merge(collection, made, (was, now) -> was.version() >= now.version() ? was : now)
        .bucket();
  }

  /// The connection that it is made with stays the same; it restores itself.
  private synchronized AsyncProxyManager<byte[]> manager(
      StatefulRedisConnection<byte[], byte[]> connection) {
    AsyncProxyManager<byte[]> made = manager;
    if (made == null) {
      made =
          Bucket4jLettuce.casBasedBuilder(connection)
              .expirationAfterWrite(
                  ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
              .requestTimeout(timeout)
              .build()
              .asAsync();
      manager = made;
    }
    return made;
  }
}
