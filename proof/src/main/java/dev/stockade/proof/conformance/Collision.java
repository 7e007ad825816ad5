package dev.stockade.proof.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Runs tasks at the same moment: each on a thread of its own, all of them let go at once by a
/// barrier.
final class Collision {
  /// How long the barrier and then the slowest task are waited for.
  static final int LIMIT_SECONDS = 60;

  private Collision() {}

  /// @return what the tasks returned, in their order
  /// @throws Exception what a task threw, or that one did not end in time
  static <T> List<T> of(List<Callable<T>> tasks) throws Exception {
    var barrier = new CyclicBarrier(tasks.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var racing = new ArrayList<Callable<T>>();
      for (Callable<T> task : tasks) {
        racing.add(
            () -> {
              barrier.await(LIMIT_SECONDS, TimeUnit.SECONDS);
              return task.call();
            });
      }
      var results = new ArrayList<T>();
      for (Future<T> done : threads.invokeAll(racing, LIMIT_SECONDS, TimeUnit.SECONDS)) {
        results.add(result(done));
      }
      return results;
    }
  }

  private static <T> T result(Future<T> done) throws Exception {
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
