package dev.stockade.engine.strategy.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.groupcommit.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The callers of this node who wait for replies, and the channel on which these come.
///
/// Thread-safe.
final class Mailbox {
  private final String channel = "stockade:replies:" + UUID.randomUUID();
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Request> waiting = new ConcurrentHashMap<>();
  private final Semaphore room;
  private final BiConsumer<Request, Outcome> again;

  /// @param most requests that wait at once
  /// @param again hears what was found done, where the request itself may have done it
  Mailbox(int most, BiConsumer<Request, Outcome> again) {
    room = new Semaphore(most);
    this.again = again;
  }

  String channel() {
    return channel;
  }

  /// Requests of a caller, whose replies are heard until it forgets them. Empty where there is no
  /// room.
  Optional<List<Request>> open(Caller caller, List<Command> commands, Deadline deadline) {
    if (!room.tryAcquire(commands.size())) {
      return Optional.empty();
    }
    List<Request> requests =
        commands.stream()
            .map(it -> new Request(caller, numbers.incrementAndGet(), it, deadline))
            .toList();
    requests.forEach(request -> waiting.put(request.number(), request));
    return Optional.of(requests);
  }

  void forget(List<Request> requests) {
    requests.forEach(request -> waiting.remove(request.number()));
    room.release(requests.size());
  }

  /// A message has come.
  void hear(byte[] message) {
    Replies.read(
        new String(message, UTF_8),
        (number, outcome, isAgain) -> {
          Request request = waiting.get(number);
          if (request != null && isAgain) {
            again.accept(request, outcome);
          } else if (request != null) {
            request.answer(outcome);
          }
        });
  }

  /// For all who wait.
  void forEach(Consumer<Request> each) {
    waiting.values().forEach(each);
  }
}
