package dev.stockade.engine.groupcommit;

import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// One thing that a caller wants, on its way to an outcome over as many transactions as it takes.
///
/// What a caller is told that leaves hangs on one question: can something of it be written? The
/// lane asks [#seal] before it decides the ticket, the caller asks [#leave] when it goes, and
/// exactly one of them wins.
///
/// The phase is one atomic reference; everything else belongs to the lane's thread. It is left in
/// one step from what it is, doubts included: a caller must not be told of a moment that has
/// passed.
public abstract class Ticket {
  private sealed interface Phase {}

  private enum Open implements Phase {
    /// Nothing of it is written or will be.
    WAITING,
    /// The same, unless a commit whose reply was lost does it.
    DOUBTFUL,
    /// It is part of a transaction that may commit.
    SEALED
  }

  private record Answered(Outcome outcome) implements Phase {}

  private record Failed(RuntimeException failure) implements Phase {}

  private final Caller caller;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Open.WAITING);
  private boolean doubtful;
  private int attempts;

  protected Ticket(Caller caller) {
    this.caller = caller;
  }

  /// How much of a batch and of the room it takes.
  public int weight() {
    return 1;
  }

  /// Transactions that it has been part of.
  public final int attempts() {
    return attempts;
  }

  /// The transaction that it is part of may commit from now on. False: the caller has left, and
  /// nothing may be done for it.
  public final boolean seal() {
    return !caller.isGone() && phase.compareAndSet(unsealed(), Open.SEALED);
  }

  /// The outcome, once and for all.
  public final void answer(Outcome outcome) {
    end(new Answered(outcome));
  }

  /// The reply to a commit was lost that may have done what it wants.
  public final void doubt() {
    doubtful = true;
  }

  /// The caller is told the failure, unless something of it may be written all the same.
  final void fail(RuntimeException failure) {
    end(doubtful ? new Answered(new InDoubt()) : new Failed(failure));
  }

  private void end(Phase end) {
    if (phase.getAndUpdate(now -> now instanceof Open ? end : now) instanceof Open) {
      caller.answered();
    }
  }

  final Caller caller() {
    return caller;
  }

  final void attempted() {
    attempts++;
  }

  /// The transaction came to nothing for it, as far as is known.
  final void unseal() {
    phase.compareAndSet(Open.SEALED, unsealed());
  }

  private Open unsealed() {
    return doubtful ? Open.DOUBTFUL : Open.WAITING;
  }

  /// True where nothing is left to do for it.
  final boolean isOver() {
    return caller.isGone() || !(phase.get() instanceof Open);
  }

  /// There is no attempt left.
  final void giveUp(Duration retryAfter) {
    answer(doubtful ? new InDoubt() : new Deferred.Busy(retryAfter));
  }

  /// It leaves its lane for good.
  final void ended(Duration retryAfter) {
    if (caller.hearsOfWhatItLeft()) {
      giveUp(retryAfter);
    }
  }

  /// Its caller goes. True: nothing of it was written, and nothing will be.
  final boolean leave(Duration retryAfter) {
    var clean = new Answered(new Deferred.Busy(retryAfter));
    phase.compareAndSet(Open.DOUBTFUL, new Answered(new InDoubt()));
    return phase.compareAndSet(Open.WAITING, clean);
  }

  /// What the caller is told once it has left.
  final Outcome outcome() {
    return switch (Objects.requireNonNull(phase.get())) {
      case Answered(Outcome outcome) -> outcome;
      case Failed(RuntimeException failure) -> throw failure;
      case Open open -> new InDoubt();
    };
  }
}
