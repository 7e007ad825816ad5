package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Deferred;
import dev.stockade.engine.redis.Redis;
import dev.stockade.engine.redis.RedisScript;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets requests of this node into one partition: those that come while a command to Redis is under
/// way go together with the next one, in the order of their arrival.
///
/// Thread-safe.
final class Door {
  private static final RedisScript ENQUEUE = RedisScript.beside(Door.class, "enqueue.lua");
  private static final int MOST = 1_000;

  private final Redis redis;
  private final Partition partition;
  private final int length;
  private final Way way;
  private final Queue<Request> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sending = new AtomicBoolean();

  /// What becomes of requests.
  ///
  /// @param channel where the replies are to go
  /// @param refused hears of each request that Redis would not take
  /// @param doubtful hears of each request of which it is not known whether it was let in
  record Way(
      String channel, Duration retryAfter, Consumer<Request> refused, Consumer<Request> doubtful) {}

  /// @param length the most that the partition holds
  Door(Redis redis, Partition partition, int length, Way way) {
    this.redis = redis;
    this.partition = partition;
    this.length = length;
    this.way = way;
  }

  void enter(Collection<Request> requests) {
    arrivals.addAll(requests);
    send();
  }

  private void send() {
    while (!arrivals.isEmpty() && sending.compareAndSet(false, true)) {
      List<Request> batch = next();
      if (batch.isEmpty()) {
        sending.set(false);
      } else {
        ENQUEUE
            .run(redis, List.of(partition.requests()), arguments(batch))
            .whenComplete((told, failure) -> sent(batch, told, failure));
        return;
      }
    }
  }

  /// Those of the arrivals who have not left.
  private List<Request> next() {
    var batch = new ArrayList<Request>();
    Request request;
    while (batch.size() < MOST && (request = arrivals.poll()) != null) {
      if (request.seal()) {
        batch.add(request);
      }
    }
    return batch;
  }

  private List<Object> arguments(List<Request> batch) {
    var arguments = new ArrayList<Object>();
    arguments.add(length);
    arguments.add(partition.wake());
    for (Request request : batch) {
      var sender = new Delivery.Sender(way.channel(), request.number());
      arguments.add(Delivery.text(sender, request.command()));
    }
    return arguments;
  }

  private void sent(List<Request> batch, @Nullable List<Object> told, @Nullable Throwable failure) {
    sending.set(false);
    send();
    if (told == null) {
      batch.forEach(isRefusal(failure) ? way.refused() : way.doubtful());
    } else {
      long in = (Long) told.getFirst();
      batch.stream()
          .skip(in)
          .forEach(request -> request.answer(new Deferred.Busy(way.retryAfter())));
    }
  }

  /// Redis answers so where it has no memory left, is loading, or is a replica: before the script
  /// begins.
  private static boolean isRefusal(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return cause instanceof RedisCommandExecutionException;
  }
}
