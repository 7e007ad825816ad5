package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.DatabaseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Resolves the doubt about requests whose replies may never come.
///
/// Accepting past the queue resolves it where that accepts; a refusal does not, for the request may
/// still be in line. A request that was not sent yet is not sent any more, and goes past the queue.
///
/// Thread-safe.
final class Doubts implements AutoCloseable {
  private final Direct direct;
  private final Duration late;

  /// At most as many as there are requests waiting for replies.
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param late how long a reply may be under way
  Doubts(Direct direct, Duration late) {
    this.direct = direct;
    this.late = late;
  }

  /// Answers a request. Does not block.
  void resolve(Request request) {
    boolean unsent = request.seal();
    if (request.isFirstDoubt()) {
      threads.execute(
          () -> {
            if (unsent) {
              request.answer(decide(request));
            } else {
              found(request, accept(request));
            }
          });
    }
  }

  /// Answers with what was found done for a request that was in line, or is: it may be the request
  /// itself that did it, and the worker that knows is about to say so. Where none does in a while,
  /// that is the answer. Does not block.
  void found(Request request, Outcome outcome) {
    if (outcome instanceof Decision.Done done && done.repeated()) {
      long patience = Math.min(late.toNanos(), request.deadline().left().toNanos() / 2);
      CompletableFuture.delayedExecutor(patience, TimeUnit.NANOSECONDS, threads)
          .execute(() -> request.answer(outcome));
    } else {
      request.answer(outcome);
    }
  }

  /// Answers a request that is certainly not in line. Does not block.
  void pass(Request request) {
    if (request.isFirstDoubt()) {
      threads.execute(() -> request.answer(decide(request)));
    }
  }

  private Outcome accept(Request request) {
    Outcome outcome = direct.withoutRedis() ? decide(request) : new InDoubt();
    return outcome instanceof Decision.Done ? outcome : new InDoubt();
  }

  private Outcome decide(Request request) {
    try {
      return direct.withoutRedis(List.of(request.command()), request.deadline()).getFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new InDoubt();
    } catch (DatabaseException e) {
      return new InDoubt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
