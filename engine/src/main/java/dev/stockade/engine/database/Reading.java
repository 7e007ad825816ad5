package dev.stockade.engine.database;

import dev.stockade.engine.call.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// A read, tried again where the connection or the database failed. Confined to one thread.
public final class Reading<T> implements Attempt<T> {
  /// What is read.
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private final Work<T> work;
  private Optional<T> value = Optional.empty();

  private Reading(Work<T> work) {
    this.work = work;
  }

  /// Reads; empty where the database did not answer in time.
  public static <T> Optional<T> run(Attempts attempts, Call call, Work<T> work)
      throws InterruptedException {
    var reading = new Reading<T>(work);
    attempts.run(call, reading);
    return reading.value;
  }

  @Override
  public boolean isOver() {
    return value.isPresent();
  }

  @Override
  public Transactions.Done<T> in(Connection connection) throws SQLException {
    return new Transactions.Done<>(work.in(connection), false);
  }

  @Override
  public void committed(T read) {
    value = Optional.of(read);
  }

  @Override
  public void unknown(T read) {
    throw new IllegalStateException("a read has nothing to commit");
  }
}
