package dev.stockade.engine.ledger;

import dev.stockade.core.Decision;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.Patience;
import dev.stockade.engine.groupcommit.Ticket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes that have the same effect however often they are done, so that a lost reply is answered
/// by doing them again; where others may have changed since what was written, by a look.
public final class IdempotentWrite<I> implements Batch<IdempotentWrite.Item<I>> {
  /// The write. Gives one decision for each item, empty where this attempt came to none.
  @FunctionalInterface
  public interface Work<I> {
    List<Optional<Decision>> in(Connection connection, List<I> items) throws SQLException;
  }

  /// What is to be written for a caller.
  public static final class Item<I> extends Ticket {
    private I value;
    private boolean lost;

    public Item(Caller caller, I value) {
      super(caller);
      this.value = value;
    }

    public I value() {
      return value;
    }

    private void lose(UnaryOperator<I> again) {
      value = again.apply(value);
      lost = true;
      doubt();
    }

    /// That it has moved does not say that the lost write did not move it.
    private boolean isConclusive(Decision decision) {
      return !(lost && decision instanceof Decision.Moved);
    }
  }

  private final Work<I> work;
  private final UnaryOperator<I> again;

  public IdempotentWrite(Work<I> work) {
    this(work, UnaryOperator.identity());
  }

  /// @param again what is to be done for an item once the reply to a commit was lost that may have
  ///   written it
  public IdempotentWrite(Work<I> work, UnaryOperator<I> again) {
    this.work = work;
    this.again = again;
  }

  @Override
  public Round<Item<I>> in(Transaction transaction, List<Item<I>> items, Patience patience) {
    return new Writing(items.stream().filter(Ticket::seal).toList());
  }

  private final class Writing implements Round<Item<I>> {
    private final List<Item<I>> items;
    private List<Optional<Decision>> decisions = List.of();

    Writing(List<Item<I>> items) {
      this.items = items;
    }

    @Override
    public boolean writes() {
      return !items.isEmpty();
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
      decisions = work.in(transaction.connection(), items.stream().map(Item::value).toList());
    }

    @Override
    public void answer() {
      for (int i = 0; i < decisions.size(); i++) {
        decisions.get(i).filter(items.get(i)::isConclusive).ifPresent(items.get(i)::answer);
      }
    }

    @Override
    public void unknown() {
      items.forEach(item -> item.lose(again));
    }

    @Override
    public List<Item<I>> held() {
      return List.of();
    }
  }
}
