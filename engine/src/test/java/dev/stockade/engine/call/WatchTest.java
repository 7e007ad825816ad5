package dev.stockade.engine.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// How long threads are parked.
class WatchTest {
  private static final Duration LATE = Duration.ofSeconds(30);

  @Test
  void whoever_is_woken_goes_on_at_once() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var watch = new Watch(threads)) {
      var parked = new AtomicReference<Thread>();
      Deadline late = Deadline.in(LATE, System::nanoTime);
      Future<?> sleeper =
          threads.submit(
              () -> {
                parked.set(Thread.currentThread());
                watch.park(late);
              });

      await()
          .atMost(LATE)
          .until(
              () -> {
                Thread thread = parked.get();
                return thread != null && thread.getState() == Thread.State.WAITING;
              });
      LockSupport.unpark(parked.get());

      sleeper.get(30, TimeUnit.SECONDS);
      assertThat(late.passed()).isFalse();
    }
  }

  @Test
  void whoever_is_not_woken_goes_on_by_the_deadline() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var watch = new Watch(threads)) {
      for (long millis : new long[] {20, 250, 600}) {
        Deadline deadline = Deadline.in(Duration.ofMillis(millis), System::nanoTime);

        Future<?> sleeper = threads.submit(() -> parkUntil(watch, deadline));

        sleeper.get(30, TimeUnit.SECONDS);
        assertThat(deadline.passed()).isTrue();
      }
    }
  }

  @Test
  void a_watch_that_is_closed_leaves_everybody_to_the_deadline() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var watch = new Watch(threads);
      Deadline deadline = Deadline.in(Duration.ofSeconds(1), System::nanoTime);
      Future<?> sleeper = threads.submit(() -> parkUntil(watch, deadline));

      watch.close();

      sleeper.get(30, TimeUnit.SECONDS);
      assertThat(deadline.passed()).isTrue();
    }
  }

  private static void parkUntil(Watch watch, Deadline deadline) {
    while (!deadline.passed()) {
      watch.park(deadline);
    }
  }
}
