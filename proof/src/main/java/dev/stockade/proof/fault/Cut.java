package dev.stockade.proof.fault;

import java.time.Duration;

/// A connection that breaks at a statement: the client's side is reset, the server's side closed.
/// Safe for use by several threads.
public final class Cut implements Armed {

  /// When it breaks.
  enum Moment {
    /// The server never receives the statement.
    BEFORE_THE_STATEMENT,
    /// The server has executed the statement and answered; the client never receives the answer.
    BEFORE_THE_REPLY,
    /// The same, but the connection goes silent instead of breaking: the client waits.
    INSTEAD_OF_THE_REPLY
  }

  private final Moment moment;
  private final Trigger trigger;

  Cut(Moment moment, Trigger trigger) {
    this.moment = moment;
    this.trigger = trigger;
  }

  /// How often it has happened. A client that noticed it is counted.
  public int count() {
    return trigger.count();
  }

  /// Returns when it has happened `times` times.
  ///
  /// @throws IllegalStateException if it has not within `limit`
  public void await(int times, Duration limit) throws InterruptedException {
    trigger.await(times, limit);
  }

  /// It happens no more.
  public void disarm() {
    trigger.disarm();
  }

  Moment moment() {
    return moment;
  }

  @Override
  public Trigger trigger() {
    return trigger;
  }
}
