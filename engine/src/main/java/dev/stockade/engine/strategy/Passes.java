package dev.stockade.engine.strategy;

import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.groupcommit.Patience;
import dev.stockade.engine.ledger.Ledger;
import dev.stockade.engine.ledger.Tables;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The passes under one guard.
///
/// @param overtaken what becomes of commands whose collection another writer moved meanwhile
record Passes(Tables tables, Guard guard, Consumer<PendingCommand> overtaken)
    implements Batch<PendingCommand> {
  @Override
  public Pass in(Transaction transaction, List<PendingCommand> batch, Patience patience)
      throws SQLException {
    return Pass.over(batch, tables.ledger(transaction, patience), this, Optional.empty());
  }

  /// One of which something was read ahead.
  Pass foreseeing(
      Foreseen foreseen, Transaction transaction, List<PendingCommand> batch, Patience patience)
      throws SQLException {
    Ledger ledger = tables.ledger(transaction, patience).knowing(foreseen.views(batch));
    return Pass.over(batch, ledger, this, Optional.of(foreseen));
  }
}
