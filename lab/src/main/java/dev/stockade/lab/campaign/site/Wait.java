package dev.stockade.lab.campaign.site;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Looks again and again at something that another process will change. Every wait has a limit.
public final class Wait {
  private static final Duration STEP = Duration.ofMillis(20);

  private Wait() {}

  /// Whether it came to hold within the limit.
  public static boolean until(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    return forSome(limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }

  /// What there was within the limit.
  public static <T> Optional<T> forSome(Duration limit, Supplier<Optional<T>> look)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<T> seen = look.get();
    while (seen.isEmpty() && System.nanoTime() - deadline < 0) {
      Thread.sleep(STEP);
      seen = look.get();
    }
    return seen;
  }
}
