package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.View;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.groupcommit.Patience;
import dev.stockade.engine.ledger.Tables;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

  /// One of which some views were read ahead.
  Pass knowing(
      Map<CollectionId, View> views,
      ViewsAhead ahead,
      Transaction transaction,
      List<PendingCommand> batch,
      Patience patience)
      throws SQLException {
    return Pass.over(
        batch, tables.ledger(transaction, patience).knowing(views), this, Optional.of(ahead));
  }
}
