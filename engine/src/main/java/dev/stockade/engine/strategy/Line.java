package dev.stockade.engine.strategy;

import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.GroupCommit;
import java.time.Duration;
import java.util.List;

/// A line of commands for one guard, in which those on a collection are decided in the order in
/// which they came, and for which no thread waits. They stay in it until they are decided, however
/// long the database is away, or abandoned.
///
/// Thread-safe.
public final class Line {
  /// Longer than any process runs: what ends the wait is the decision, or [Waiting#abandon].
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(3_650);

  private final GroupCommit<PendingCommand> group;
  private final Duration retryAfter;

  Line(GroupCommit<PendingCommand> group, Duration retryAfter) {
    this.group = group;
    this.retryAfter = retryAfter;
  }

  /// A command in the line.
  public final class Waiting {
    private final Caller caller;
    private final PendingCommand pending;

    private Waiting(Command command, Runnable ended) {
      caller = new Caller(Deadline.in(AS_LONG_AS_IT_TAKES, System::nanoTime), 1, ended);
      pending = new PendingCommand(caller, command);
    }

    /// What came of it, once it has ended. It throws what its transaction threw.
    public Outcome outcome() throws InterruptedException {
      return caller.await(List.of(pending), retryAfter).getFirst();
    }

    /// No transaction that has not begun yet decides it. It ends all the same, once none can write
    /// it any more.
    public void abandon() {
      caller.leave();
    }
  }

  /// A command, ready to be put in line.
  ///
  /// @param ended called on another thread once there is an outcome, which is none of the rules
  ///   where it was abandoned: must not block
  public Waiting of(Command command, Runnable ended) {
    return new Waiting(command, ended);
  }

  /// Puts commands at the end of the line.
  public void add(List<Waiting> commands) {
    group.enter(commands.stream().map(waiting -> waiting.pending).toList());
  }
}
