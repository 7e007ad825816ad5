package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.View;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.groupcommit.Patience;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Views that are read while a pass is written, for the next one. Each was read before the pass was
/// committed or after it, and says by its version which; once the pass is committed it is known
/// what they all come to. Nothing that rests on them is told before that, and the version is
/// compared at the append as ever.
final class ViewsAhead implements Batch.Ahead<PendingCommand> {
  private final Passes passes;
  private final Pass pass;
  private final List<Map<CollectionId, View>> readings = new ArrayList<>();

  /// What the readings come to if all of the pass is written, as it mostly is: found out while that
  /// goes on.
  private final Known expected = new Known();

  ViewsAhead(Passes passes, Pass pass) {
    this.passes = passes;
    this.pass = pass;
  }

  @Override
  public void read(Transaction transaction, List<PendingCommand> tickets) throws SQLException {
    Map<CollectionId, View> reading =
        passes
            .tables()
            .ledger(transaction, Patience.SKIP)
            .readAhead(tickets.stream().map(PendingCommand::command).toList());
    readings.add(reading);
    reading.values().forEach(view -> expected.add(pass.expected(view)));
  }

  @Override
  public Batch<PendingCommand> batch() {
    Map<CollectionId, View> views = pass.isWritten() ? expected.views() : actual().views();
    return (transaction, tickets, patience) ->
        passes.knowing(views, transaction, tickets, patience);
  }

  private Known actual() {
    var known = new Known();
    for (Map<CollectionId, View> reading : readings) {
      reading.values().forEach(view -> known.add(pass.after(view)));
    }
    return known;
  }

  /// Views of several readings, put together. A collection that somebody else has moved between two
  /// of them is not known: it is read anew.
  private static final class Known {
    private final Map<CollectionId, View> views = new HashMap<>();
    private final Set<CollectionId> moved = new HashSet<>();

    void add(View view) {
      CollectionId id = view.state().id();
      View before = views.putIfAbsent(id, view);
      if (before != null && before.state().version() != view.state().version()) {
        moved.add(id);
      } else if (before != null) {
        views.put(id, before.and(view));
      }
    }

    Map<CollectionId, View> views() {
      views.keySet().removeAll(moved);
      return views;
    }
  }
}
