package dev.stockade.engine.groupcommit;

import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Who waits for the answers to its tickets, until its deadline: mostly a thread.
///
/// Thread-safe; [#await] is for that thread alone.
public final class Caller {
  private final Deadline deadline;
  private final Runnable allAnswered;
  private final boolean isThread;
  private final AtomicInteger unanswered;
  private volatile boolean gone;

  /// @param tickets how many tickets it will have
  public Caller(Deadline deadline, int tickets) {
    this(deadline, tickets, wakeUp(Thread.currentThread()), true);
  }

  /// One that is no thread. It hears of all its tickets, also of those that were left in line.
  ///
  /// @param allAnswered called once by whoever gives the last answer: must not block
  public Caller(Deadline deadline, int tickets, Runnable allAnswered) {
    this(deadline, tickets, allAnswered, false);
  }

  private Caller(Deadline deadline, int tickets, Runnable allAnswered, boolean isThread) {
    this.deadline = deadline;
    this.unanswered = new AtomicInteger(tickets);
    this.allAnswered = allAnswered;
    this.isThread = isThread;
  }

  private static Runnable wakeUp(Thread thread) {
    return () -> LockSupport.unpark(thread);
  }

  Deadline deadline() {
    return deadline;
  }

  /// True once it does not wait any more.
  boolean isGone() {
    return gone;
  }

  /// Whether it hears of tickets that it has left: a thread has told their outcomes by itself.
  boolean hearsOfWhatItLeft() {
    return !isThread;
  }

  /// Waits no more: nothing is begun for it any more.
  public void leave() {
    gone = true;
  }

  void answered() {
    if (unanswered.decrementAndGet() == 0) {
      allAnswered.run();
    }
  }

  /// Waits by a timer of its own, else as below.
  public List<Outcome> await(List<? extends Ticket> tickets, Duration retryAfter)
      throws InterruptedException {
    return await(tickets, retryAfter, by -> LockSupport.parkNanos(this, by.left().toNanos()));
  }

  /// Waits until all tickets are answered, the deadline has passed or the thread is interrupted.
  ///
  /// @param retryAfter what the deferred are told
  /// @param park waits until the thread is woken, or a deadline
  /// @return an outcome for each ticket. In doubt where its batch was sealed and nothing is known
  ///   of it; where that is due to an interrupt, the thread's interrupt status is set again
  /// @throws InterruptedException where nothing of any ticket was or will be written
  public List<Outcome> await(
      List<? extends Ticket> tickets, Duration retryAfter, Consumer<Deadline> park)
      throws InterruptedException {
    while (unanswered.get() > 0 && !deadline.passed() && !Thread.currentThread().isInterrupted()) {
      park.accept(deadline);
    }
    boolean interrupted = unanswered.get() > 0 && Thread.interrupted();
    gone = true;
    boolean clean = true;
    var outcomes = new ArrayList<Outcome>(tickets.size());
    for (Ticket ticket : tickets) {
      clean &= ticket.leave(retryAfter);
      outcomes.add(ticket.outcome());
    }
    if (interrupted) {
      if (clean) {
        throw new InterruptedException();
      }
      Thread.currentThread().interrupt();
    }
    return outcomes;
  }
}
