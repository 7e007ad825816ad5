package dev.stockade.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The step between two looks at something that another process will change.
final class Pause {

  private static final long MILLIS = 20;

  private Pause() {}

  /// Looks again and again until `condition` holds or `limit` is over. An interrupt does not end
  /// this; it is kept.
  static void until(Duration limit, BooleanSupplier condition) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static void once() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresUnavailable("interrupted while waiting for PostgreSQL", e);
    }
  }
}
