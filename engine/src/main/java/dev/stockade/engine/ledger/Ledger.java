package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.database.Script;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Patience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The log within one transaction: what a strategy reads from it and how a ruling gets into it.
/// Confined to the thread of the transaction.
public final class Ledger {
  private final Transaction transaction;
  private final Tables tables;
  private final Patience patience;
  private final Set<CollectionId> held = new HashSet<>();
  private @Nullable Fence fence;

  Ledger(Transaction transaction, Tables tables, Patience patience) {
    this.transaction = transaction;
    this.tables = tables;
    this.patience = patience;
  }

  /// The same, of whose worker nobody takes the partition until the transaction ends.
  ///
  /// Whoever reads it then is told by [Fence.Taken] where that has happened already.
  public Ledger behind(Fence fence) {
    this.fence = fence;
    return this;
  }

  /// Reads the collections that the commands name, and their bids, as of one moment. A collection
  /// that does not exist is absent from the answer.
  public Map<CollectionId, View> read(List<Command> commands) throws SQLException {
    if (patience == Patience.LOCK) {
      return lock(commands);
    }
    try (Script script = transaction.script()) {
      addViewsTo(script, commands);
      return views(script.run(), commands);
    }
  }

  /// Locks the collections that the commands name until the transaction ends, then reads them. One
  /// that could not be locked is absent from the answer, and [#isHeld].
  public Map<CollectionId, View> lock(List<Command> commands) throws SQLException {
    try (Script script = transaction.script()) {
      tables.lock().addTo(script, collectionsOf(commands), patience);
      addViewsTo(script, commands);
      List<ResultSet> rows = script.run();
      Set<CollectionId> locked = tables.lock().locked(rows.getFirst());
      Map<CollectionId, View> views = views(rows, commands);
      views.keySet().stream().filter(id -> !locked.contains(id)).forEach(held::add);
      views.keySet().retainAll(locked);
      return views;
    }
  }

  /// After the rows are locked, so that nobody who takes the partition waits for a stranger's row.
  private void addViewsTo(Script script, List<Command> commands) throws SQLException {
    if (fence != null) {
      tables.fences().addTo(script, fence);
    }
    tables.views().addTo(script, commands);
  }

  private Map<CollectionId, View> views(List<ResultSet> rows, List<Command> commands)
      throws SQLException {
    if (fence != null) {
      tables.fences().check(rows.get(rows.size() - 2), fence);
    }
    return tables.views().of(rows.getLast(), commands);
  }

  /// True where [#lock] or [#append] left a collection alone because another transaction holds its
  /// row, or it was opened a moment ago.
  public boolean isHeld(CollectionId id) {
    return held.contains(id);
  }

  /// Folds the logs of collections up to the versions that were read: the states of the answer are
  /// the folds, not the rows.
  ///
  /// @param views as they were read in this transaction
  /// @param known states that were folded before, where the folds go on
  public Map<CollectionId, View> replay(
      Map<CollectionId, View> views, Map<CollectionId, CollectionState> known) throws SQLException {
    return tables.replay().replay(transaction.connection(), views, known);
  }

  /// Leaves a snapshot of a collection from which a later replay can begin.
  public void snapshot(CollectionState state) throws SQLException {
    tables.snapshot().save(transaction.connection(), state);
  }

  /// Writes the rulings' events, each collection's only where it is still at the version that the
  /// ruling stands on.
  ///
  /// @return the collections that were written; every other one is stale, and nothing of it was
  ///   written
  public Set<CollectionId> append(Collection<Ruling> rulings) throws SQLException {
    try (Script script = transaction.script()) {
      return append(script, rulings);
    }
  }

  /// The same, and commits in the same round trip.
  public Set<CollectionId> appendAndCommit(Collection<Ruling> rulings) throws SQLException {
    try (Script script = transaction.lastScript()) {
      return append(script, rulings);
    }
  }

  private Set<CollectionId> append(Script script, Collection<Ruling> rulings) throws SQLException {
    AppendEvents.Answer answer = tables.append().append(script, rulings, patience);
    held.addAll(answer.held());
    return answer.written();
  }

  /// Places bids that are accepted in this transaction.
  ///
  /// @throws SQLException as a serialization failure where another transaction placed one of their
  ///   ids meanwhile: the view that accepted them is out of date
  public void place(List<Bid> bids) throws SQLException {
    if (!tables.placing().placeDecided(transaction.connection(), bids)) {
      throw new SQLException("a bid of this id was placed meanwhile", "40001");
    }
  }

  private static Set<CollectionId> collectionsOf(List<Command> commands) {
    var ids = new TreeSet<CollectionId>();
    commands.forEach(command -> ids.add(command.collection()));
    return ids;
  }
}
