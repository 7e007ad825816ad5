package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The log within one transaction: what a strategy reads from it and how a ruling gets into it.
/// Confined to the thread of the transaction.
public final class Ledger {
  private final Connection connection;
  private final Tables tables;

  Ledger(Connection connection, Tables tables) {
    this.connection = connection;
    this.tables = tables;
  }

  /// Reads the collections that the commands name, and their bids, as of one moment. A collection
  /// that does not exist is absent from the answer.
  public Map<CollectionId, View> read(List<Command> commands) throws SQLException {
    return tables.views().of(connection, commands);
  }

  /// Locks the collections that the commands name until the transaction ends, then reads them.
  public Map<CollectionId, View> lock(List<Command> commands) throws SQLException {
    tables.lock().lock(connection, collectionsOf(commands));
    return read(commands);
  }

  /// Reads as [#read] does, and then folds the logs of the collections up to the versions that were
  /// read: the states are the folds, not the rows.
  ///
  /// @param known states that were folded before, where the folds go on
  public Map<CollectionId, View> replay(
      List<Command> commands, Map<CollectionId, CollectionState> known) throws SQLException {
    return tables.replay().replay(connection, read(commands), known);
  }

  /// Leaves a snapshot of a collection from which a later replay can begin.
  public void snapshot(CollectionState state) throws SQLException {
    tables.snapshot().save(connection, state);
  }

  /// Writes the rulings' events, each collection's only where it is still at the version that the
  /// ruling stands on.
  ///
  /// @return the collections that were written; every other one is stale, and nothing of it was
  ///   written
  public Set<CollectionId> append(Collection<Ruling> rulings) throws SQLException {
    return tables.append().append(connection, rulings);
  }

  /// Places bids that are accepted in this transaction.
  ///
  /// @throws SQLException as a serialization failure where another transaction placed one of their
  ///   ids meanwhile: the view that accepted them is out of date
  public void place(List<Bid> bids) throws SQLException {
    if (tables.placing().insert(connection, bids).size() < bids.size()) {
      throw new SQLException("a bid of this id was placed meanwhile", "40001");
    }
  }

  private static Set<CollectionId> collectionsOf(List<Command> commands) {
    var ids = new TreeSet<CollectionId>();
    commands.forEach(command -> ids.add(command.collection()));
    return ids;
  }
}
