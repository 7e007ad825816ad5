package dev.stockade.engine;

import dev.stockade.engine.call.Calls;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.database.Transactions;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads for people: each time in a transaction of its own, within the configured deadline.
///
/// Thread-safe.
record Reader(Config config, Calls calls, Reading reading) {
  <T> T read(Reading.Work<T> work) throws InterruptedException {
    return answered(by -> reading.run(by, work));
  }

  /// Does what has the same effect however often it is done.
  <R extends Transactions.Round> R repeat(Transactions.Work<R> work) throws InterruptedException {
    return answered(by -> reading.repeat(by, work));
  }

  private <T> T answered(Calls.Work<Optional<T>> work) throws InterruptedException {
    Supplier<Optional<T>> none = Optional::empty;
    return calls
        .enter(config.time(Setting.DEADLINE), work, none)
        .orElseThrow(() -> new DatabaseException("the database did not answer in time; try again"));
  }
}
