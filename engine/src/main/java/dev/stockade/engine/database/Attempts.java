package dev.stockade.engine.database;

import dev.stockade.engine.call.Call;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Tries work again, a bounded number of times and until the deadline: the only place where the
/// engine retries.
///
/// Between two attempts it pauses, longer each time, half of it at random, so that those who
/// collided do not collide again. While it pauses it holds no connection and no lock.
///
/// Thread-safe where the random generator is.
public final class Attempts {
  private final Transactions transactions;
  private final int most;
  private final Duration firstPause;
  private final Duration longestPause;
  private final RandomGenerator random;

  public Attempts(
      Transactions transactions,
      int most,
      Duration firstPause,
      Duration longestPause,
      RandomGenerator random) {
    this.transactions = transactions;
    this.most = most;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.random = random;
  }

  /// How long a caller that was deferred is told to wait.
  public Duration retryAfter() {
    return longestPause;
  }

  /// Runs the attempt until it is over, or its time or its number of tries is.
  ///
  /// @return how many transactions were run
  public <T> int run(Call call, Attempt<T> attempt) throws InterruptedException {
    int made = 0;
    while (!attempt.isOver() && made < most && (made == 0 || pause(made, call))) {
      made++;
      switch (transactions.run(call, attempt::in)) {
        case Finish.Committed<T>(T value) -> attempt.committed(value);
        case Finish.Unknown<T>(T value, var cause) -> attempt.unknown(value);
        case Finish.Undone<T> undone -> {}
        case Finish.TooLate<T> tooLate -> {
          return made;
        }
      }
    }
    return made;
  }

  private boolean pause(int made, Call call) throws InterruptedException {
    long doubled = firstPause.toNanos() << Math.min(made - 1, 20);
    long pause = Math.min(doubled, longestPause.toNanos());
    pause = pause / 2 + random.nextLong(pause / 2 + 1);
    if (call.isLeft() || call.deadline().left().toNanos() <= pause) {
      return false;
    }
    Thread.sleep(Duration.ofNanos(pause));
    return !call.isLeft();
  }
}
