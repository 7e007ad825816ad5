package dev.stockade.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work for many virtual threads.
public final class Threads {
  private Threads() {}

  /// Runs each on a thread of its own and returns when all have ended. Where one throws, the others
  /// are interrupted and it is thrown here.
  ///
  /// @return what they returned, in their order
  public static <T> List<T> all(List<? extends Callable<T>> works) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        var futures = new ArrayList<Future<T>>();
        works.forEach(work -> futures.add(threads.submit(work)));
        var results = new ArrayList<T>();
        for (Future<T> future : futures) {
          results.add(future.get());
        }
        return results;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException("a thread failed", e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }
}
