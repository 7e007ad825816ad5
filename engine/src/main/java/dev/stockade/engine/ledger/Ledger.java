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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The log within one transaction: what a strategy reads from it and how a ruling gets into it.
/// Confined to the thread of the transaction.
public final class Ledger {
  private final Transaction transaction;
  private final Tables tables;
  private final Patience patience;
  private final Set<CollectionId> held = new HashSet<>();
  private Map<CollectionId, View> ahead = Map.of();
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

  /// The same, with views that were read ahead of the transaction and need not be read in it.
  ///
  /// @param views each with all that the commands on its collection name
  public Ledger knowing(Map<CollectionId, View> views) {
    this.ahead = Map.copyOf(views);
    return this;
  }

  /// Reads ahead of another transaction, see [#knowing]; this one ends with it.
  public Map<CollectionId, View> readAhead(List<Command> commands) throws SQLException {
    ReadViews.Reading reading = tables.views().of(commands);
    try (Script script = transaction.lastScript()) {
      reading.addTo(script);
      return reading.views(script.run());
    }
  }

  /// Reads the collections that the commands name, and their bids. A collection that does not exist
  /// is absent from the answer.
  public Map<CollectionId, View> read(List<Command> commands) throws SQLException {
    if (patience == Patience.LOCK) {
      return lock(commands);
    }
    Map<CollectionId, View> views = knownOf(commands);
    List<Command> unknown = of(commands, id -> !views.containsKey(id));
    if (!unknown.isEmpty() || fence != null) {
      ReadViews.Reading reading = tables.views().of(unknown);
      try (Script script = transaction.script()) {
        views.putAll(reading.views(run(script, reading)));
      }
    }
    return views;
  }

  /// Locks the collections that the commands name until the transaction ends, and reads them as
  /// they are then. One that could not be locked is absent from the answer, and [#isHeld].
  public Map<CollectionId, View> lock(List<Command> commands) throws SQLException {
    Map<CollectionId, View> views = knownOf(commands);
    ReadViews.Reading unknown = tables.views().of(of(commands, id -> !views.containsKey(id)));
    Set<CollectionId> ids = collectionsOf(commands);
    Map<CollectionId, Long> locked;
    try (Script script = transaction.script()) {
      tables.lock().addTo(script, ids, patience);
      List<ResultSet> rows = run(script, unknown);
      locked = tables.lock().locked(rows.getFirst(), ids);
      views.putAll(unknown.views(rows));
    }
    views.keySet().stream().filter(id -> !locked.containsKey(id)).forEach(held::add);
    views.keySet().retainAll(locked.keySet());
    views.putAll(readMoved(views, locked, commands));
    return views;
  }

  /// Reads those again that were read ahead and moved until they were locked.
  private Map<CollectionId, View> readMoved(
      Map<CollectionId, View> views, Map<CollectionId, Long> locked, List<Command> commands)
      throws SQLException {
    var moved = new HashSet<CollectionId>();
    views.forEach(
        (id, view) -> {
          if (!Objects.equals(locked.get(id), view.state().version())) {
            moved.add(id);
          }
        });
    if (moved.isEmpty()) {
      return Map.of();
    }
    ReadViews.Reading again = tables.views().of(of(commands, moved::contains));
    try (Script script = transaction.script()) {
      return again.views(run(script, again));
    }
  }

  /// After the rows are locked the worker's fence, so that nobody who takes the partition waits for
  /// a stranger's row.
  private List<ResultSet> run(Script script, ReadViews.Reading reading) throws SQLException {
    if (fence == null) {
      reading.addTo(script);
      return script.run();
    }
    tables.fences().addTo(script, fence);
    reading.addTo(script);
    List<ResultSet> rows = script.run();
    tables.fences().check(rows.get(rows.size() - 1 - reading.statements()), fence);
    return rows;
  }

  private Map<CollectionId, View> knownOf(List<Command> commands) {
    var views = new LinkedHashMap<CollectionId, View>();
    if (!ahead.isEmpty()) {
      for (Command command : commands) {
        View view = ahead.get(command.collection());
        if (view != null) {
          views.put(command.collection(), view);
        }
      }
    }
    return views;
  }

  private static List<Command> of(List<Command> commands, Predicate<CollectionId> collections) {
    return commands.stream().filter(it -> collections.test(it.collection())).toList();
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
    return tables.replay().replay(transaction, views, known);
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
