package dev.stockade.engine.call;

import java.util.concurrent.atomic.AtomicReference;

/// One caller's call: until when it waits, and whether anything of it may have been written.
///
/// The caller waits on one thread while the work is done on another, so that it can leave at its
/// deadline or when it is interrupted. What it is told then hangs on one question: has a write been
/// sent? The worker asks [#mayCommit] before it sends one, the caller asks [#leave] when it goes,
/// and exactly one of them wins.
///
/// Thread-safe: the state is one atomic reference.
public final class Call {
  private enum State {
    /// Nothing is written and nothing is on its way.
    CLEAN,
    /// A commit is on its way.
    SENT,
    /// Something was written, or a commit was sent and its reply was lost.
    TOUCHED,
    /// The caller has left, and nothing was or will be written.
    LEFT
  }

  private final Deadline deadline;
  private final AtomicReference<State> state = new AtomicReference<>(State.CLEAN);

  public Call(Deadline deadline) {
    this.deadline = deadline;
  }

  public Deadline deadline() {
    return deadline;
  }

  /// True once the caller has left with the word that nothing is written: work for it is pointless.
  public boolean isLeft() {
    return state.get() == State.LEFT;
  }

  /// Before a commit is sent. False: the caller has left, roll back.
  public boolean mayCommit() {
    return state.updateAndGet(was -> was == State.CLEAN ? State.SENT : was) != State.LEFT;
  }

  /// The commit that was sent certainly wrote nothing.
  public void undone() {
    state.compareAndSet(State.SENT, State.CLEAN);
  }

  /// The commit that was sent wrote something, or may have. From here on a caller that leaves is in
  /// doubt.
  public void touched() {
    state.compareAndSet(State.SENT, State.TOUCHED);
  }

  /// The caller goes. True: nothing was written, and nothing will be. False: it is in doubt.
  public boolean leave() {
    return state.updateAndGet(was -> was == State.CLEAN ? State.LEFT : was) == State.LEFT;
  }
}
