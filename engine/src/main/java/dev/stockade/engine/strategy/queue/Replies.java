package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a worker is about to tell, one message for each node that waits. Confined to one thread.
///
/// What was done is final: it is in the database and stays there, so it may be told whoever has the
/// lease. A refusal may be told only together with removing its request, since whoever decides that
/// again may accept it.
final class Replies {
  private static final String AGAIN = " again";

  /// Who hears replies.
  interface Reader {
    /// @param again whether what was found done may have been done for the same request before, by
    ///   a worker that can still say so
    void hear(long number, Outcome outcome, boolean again);
  }

  private record Address(String channel, boolean isFinal) {}

  private final Map<Address, StringBuilder> messages = new LinkedHashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final List<Delivery.Sender> senders = new ArrayList<>();

  void add(Delivery.Sender to, Outcome outcome, boolean again) {
    var address = new Address(to.channel(), outcome instanceof Decision.Done);
    StringBuilder message = messages.computeIfAbsent(address, key -> new StringBuilder());
    message.append(message.isEmpty() ? "" : "\n").append(line(to, outcome));
    if (again && outcome instanceof Decision.Done done && done.repeated()) {
      message.append(AGAIN);
    }
    senders.add(to);
  }

  /// A request that is done with.
  void remove(String id) {
    ids.add(id);
  }

  /// Those who are told.
  List<Delivery.Sender> senders() {
    return senders;
  }

  int size() {
    return ids.size();
  }

  static String line(Delivery.Sender to, Outcome outcome) {
    return to.number() + " " + Told.of(outcome);
  }

  /// Reads a message. What a worker of another version says in words that are not understood, is in
  /// doubt: it may be an acceptance.
  static void read(String message, Reader reader) {
    message
        .lines()
        .forEach(
            line -> {
              String[] parts = line.split(" ", 2);
              reader.hear(Long.parseLong(parts[0]), outcome(parts[1]), parts[1].endsWith(AGAIN));
            });
  }

  private static Outcome outcome(String text) {
    try {
      return Told.outcome(text);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
      return new InDoubt();
    }
  }

  /// As arguments of `turn.lua`.
  List<Object> arguments() {
    var arguments = new ArrayList<Object>();
    arguments.add(messages.size());
    messages.forEach(
        (address, message) -> {
          arguments.add(address.channel());
          arguments.add(message);
          arguments.add(address.isFinal() ? 1 : 0);
        });
    arguments.addAll(ids);
    return arguments;
  }
}
