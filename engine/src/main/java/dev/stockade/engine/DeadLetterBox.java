package dev.stockade.engine;

import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.strategy.queue.DeadLetters;
import java.util.List;

/// The acceptances that an engine's queue could not decide. Thread-safe.
public final class DeadLetterBox {
  private final DeadLetters letters;
  private final Config config;

  DeadLetterBox(DeadLetters letters, Config config) {
    this.letters = letters;
    this.config = config;
  }

  /// The oldest ones of each partition.
  ///
  /// @param limit 1 to [Setting#PAGE]
  /// @throws DatabaseException where the database or Redis does not answer
  public List<DeadLetter> list(int limit) throws InterruptedException {
    check(limit);
    return letters.list(limit, deadline());
  }

  /// Puts dead letters at the end of their lines again, where there is room.
  ///
  /// @param ids of 1 to [Setting#PAGE]
  /// @return how many
  /// @throws DatabaseException where the database or Redis does not answer
  public int replay(List<String> ids) throws InterruptedException {
    check(ids.size());
    return letters.replay(ids, deadline());
  }

  private void check(int number) {
    int most = config.get(Setting.PAGE);
    if (number < 1 || number > most) {
      throw new IllegalArgumentException("dead letters must be 1 to " + most + ": " + number);
    }
  }

  private Deadline deadline() {
    return Deadline.in(config.time(Setting.DEADLINE), System::nanoTime);
  }
}
