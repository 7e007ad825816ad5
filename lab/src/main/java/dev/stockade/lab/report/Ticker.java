package dev.stockade.lab.report;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Does something again and again until it is closed. The first time is after one period.
public final class Ticker implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("stockade-ticker").daemon().factory());

  /// @param tick must not throw
  public Ticker(Duration period, Runnable tick) {
    long nanos = period.toNanos();
    var _ = clock.scheduleAtFixedRate(tick, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /// Returns when no tick is under way.
  @Override
  public void close() {
    clock.close();
  }
}
