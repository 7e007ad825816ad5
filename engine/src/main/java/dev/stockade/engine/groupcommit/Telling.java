package dev.stockade.engine.groupcommit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// Has somebody else tell a turn's tickets what came of them while the next turn goes on; one turn
/// at a time. Confined to the lane's thread.
final class Telling<T extends Ticket> {
  private final ExecutorService threads;
  private Optional<Future<List<T>>> last = Optional.empty();

  Telling(ExecutorService threads) {
    this.threads = threads;
  }

  /// Begins where the one before has ended.
  ///
  /// @param tell comes back with those who are not answered
  /// @return false where there is no thread to be had
  boolean begin(Callable<List<T>> tell) {
    try {
      last = Optional.of(threads.submit(tell));
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      return false;
    }
  }

  /// Waits until all are told.
  ///
  /// @return those who are not answered all the same
  List<T> end() throws InterruptedException {
    if (last.isEmpty()) {
      return List.of();
    }
    Future<List<T>> telling = last.get();
    last = Optional.empty();
    try {
      return telling.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
