package dev.stockade.engine.ledger;

import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Call;
import dev.stockade.engine.database.Attempt;
import dev.stockade.engine.database.Attempts;
import dev.stockade.engine.database.Transactions.Done;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A write that has the same effect however often it is done, so that a lost reply is answered by
/// doing it again. Confined to one thread.
public final class IdempotentWrite implements Attempt<List<Optional<Decision>>> {
  /// The write. Gives one decision for each item, empty where this attempt came to none.
  @FunctionalInterface
  public interface Work {
    List<Optional<Decision>> in(Connection connection) throws SQLException;
  }

  private final Work work;
  private final List<Optional<Decision>> decisions = new ArrayList<>();
  private boolean doubtful;

  private IdempotentWrite(int items, Work work) {
    this.work = work;
    for (int i = 0; i < items; i++) {
      decisions.add(Optional.empty());
    }
  }

  /// Writes, and answers with an outcome for each item.
  public static List<Outcome> run(Attempts attempts, Call call, int items, Work work)
      throws InterruptedException {
    var write = new IdempotentWrite(items, work);
    attempts.run(call, write);
    Supplier<Outcome> undecided =
        () -> write.doubtful ? new InDoubt() : new Deferred.Busy(attempts.retryAfter());
    return write.decisions.stream()
        .map(decision -> decision.<Outcome>map(d -> d).orElseGet(undecided))
        .toList();
  }

  @Override
  public boolean isOver() {
    return decisions.stream().allMatch(Optional::isPresent);
  }

  @Override
  public Done<List<Optional<Decision>>> in(Connection connection) throws SQLException {
    return new Done<>(work.in(connection), true);
  }

  @Override
  public void committed(List<Optional<Decision>> made) {
    for (int i = 0; i < decisions.size(); i++) {
      if (decisions.get(i).isEmpty()) {
        decisions.set(i, made.get(i));
      }
    }
  }

  @Override
  public void unknown(List<Optional<Decision>> made) {
    doubtful = true;
  }
}
