package dev.stockade.server.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Requests that go on while their clients do not wait. Each is known by an id until some time
/// after its answer, in this process alone: whoever loses it sends the request again, by the same
/// ids or the same key. Where there is no room for one more, its client waits like any other.
///
/// Thread-safe.
public final class Background implements AutoCloseable {
  private final Bounds bounds;
  private final LongSupplier nanoClock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Guarded by itself.
  private final Map<UUID, Operation> operations = new HashMap<>();

  /// How much there may be.
  ///
  /// @param most operations that are known at once, under way or answered
  /// @param kept how long an answer is known
  /// @param path where operations are
  /// @param drain how long [#close] waits for those that are under way
  public record Bounds(int most, Duration kept, String path, Duration drain) {}

  /// @param nanoClock a monotonic clock such as [System#nanoTime]
  public Background(Bounds bounds, LongSupplier nanoClock) {
    this.bounds = bounds;
    this.nanoClock = nanoClock;
  }

  /// A request that goes on.
  private final class Operation {
    private final UUID id = UUID.randomUUID();
    private final FutureTask<Answer> task;
    private volatile @Nullable Long answeredAt;

    Operation(Supplier<Answer> work) {
      task =
          new FutureTask<>(
              () -> {
                Answer answer = work.get();
                answeredAt = nanoClock.getAsLong();
                return answer;
              });
    }

    boolean isForgotten() {
      Long at = answeredAt;
      return at != null && nanoClock.getAsLong() - at > bounds.kept().toNanos();
    }
  }

  /// The answer, if it comes within the time that the client waits; else where it will be.
  Answer answer(Preference preference, Supplier<Answer> work) {
    Optional<Operation> begun = begin(work);
    if (begun.isEmpty()) {
      return work.get();
    }
    Operation operation = begun.get();
    try {
      Answer answer = operation.task.get(preference.patience().toNanos(), TimeUnit.NANOSECONDS);
      forget(operation);
      return preference.applied().map(it -> answer.with(Preference.APPLIED, it)).orElse(answer);
    } catch (TimeoutException e) {
      return accepted(operation, preference);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return accepted(operation, preference);
    } catch (ExecutionException e) {
      forget(operation);
      throw new IllegalStateException("a request ended without an answer", e);
    }
  }

  /// What has become of an operation; empty where none of this id is known.
  ///
  /// @return with an answer once there is one
  public Optional<Optional<Answer>> find(UUID id) {
    synchronized (operations) {
      Operation found = operations.get(id);
      if (found == null || found.isForgotten()) {
        return Optional.empty();
      }
      return Optional.of(
          found.task.state() == Future.State.SUCCESS
              ? Optional.of(found.task.resultNow())
              : Optional.empty());
    }
  }

  private Optional<Operation> begin(Supplier<Answer> work) {
    var operation = new Operation(work);
    synchronized (operations) {
      operations.values().removeIf(Operation::isForgotten);
      if (operations.size() >= bounds.most() || threads.isShutdown()) {
        return Optional.empty();
      }
      operations.put(operation.id, operation);
      threads.execute(operation.task);
    }
    return Optional.of(operation);
  }

  private void forget(Operation operation) {
    synchronized (operations) {
      operations.remove(operation.id);
    }
  }

  private Answer accepted(Operation operation, Preference preference) {
    return new Answer(202, "application/json", running(operation.id))
        .with("Location", bounds.path() + "/" + operation.id)
        .with("Retry-After", "1")
        .with(Preference.APPLIED, preference.inBackground());
  }

  /// An operation that is under way.
  public static ObjectNode running(UUID id) {
    return Json.object().put("id", id.toString()).put("status", "running");
  }

  /// Takes no more, and waits for those that are under way.
  @Override
  public void close() {
    synchronized (operations) {
      threads.shutdown();
    }
    try {
      threads.awaitTermination(bounds.drain().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
