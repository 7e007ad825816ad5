package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Command;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.Ticket;
import java.util.concurrent.atomic.AtomicBoolean;

/// A command of a caller on this node, on its way through the queue. It is sealed when it is sent
/// there: who leaves later is in doubt.
final class Request extends Ticket {
  private final long number;
  private final Command command;
  private final Deadline deadline;
  private final AtomicBoolean doubted = new AtomicBoolean();

  /// @param number unique on this node
  Request(Caller caller, long number, Command command, Deadline deadline) {
    super(caller);
    this.number = number;
    this.command = command;
    this.deadline = deadline;
  }

  /// True for who asks first.
  boolean isFirstDoubt() {
    return doubted.compareAndSet(false, true);
  }

  long number() {
    return number;
  }

  Command command() {
    return command;
  }

  Deadline deadline() {
    return deadline;
  }
}
