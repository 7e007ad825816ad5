package dev.stockade.lab.bench.load;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What the callers of one load have seen. Thread-safe.
final class Score {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  private final Histogram latencies = new ConcurrentHistogram(1, LONGEST_NANOS, DIGITS);
  private final LongAdder done = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder unexpected = new LongAdder();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable Long> exhausted = new AtomicReference<>();

  /// A call ended in time, or ended late and was under way at the end of the measured time.
  void answered(long nanos, boolean inTime, int bids) {
    latencies.recordValue(Math.clamp(nanos, 1, LONGEST_NANOS));
    if (inTime) {
      done.add(bids);
    }
  }

  void deferred() {
    deferred.increment();
  }

  /// An acceptance where all is sold out, or a refusal where nothing is.
  void unexpected() {
    unexpected.increment();
  }

  void failed(Exception e) {
    failure.compareAndSet(null, e);
  }

  /// There is no bid left.
  void exhausted(long now) {
    exhausted.compareAndSet(null, now);
  }

  Histogram latencies() {
    return latencies;
  }

  long done() {
    return done.sum();
  }

  long deferrals() {
    return deferred.sum();
  }

  long unexpectedAnswers() {
    return unexpected.sum();
  }

  Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  Optional<Long> exhaustedAt() {
    return Optional.ofNullable(exhausted.get());
  }
}
