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
import java.util.Optional;
import java.util.Set;

/// Views that are read while passes are written, one after another, each for a later one. A view
/// was read before the pass that is written was committed or after it, or even before the one
/// before that, and says by its version which; once the pass is committed it is known what they all
/// come to. Nothing that rests on them is told before that, and the version is compared at the
/// append as ever.
final class ViewsAhead implements Batch.Ahead<PendingCommand> {
  private final Passes passes;

  /// Those that the next batch will know.
  private final List<Map<CollectionId, View>> readings = new ArrayList<>();

  /// What the readings come to if all of the pass is written, as it mostly is: found out while that
  /// goes on.
  private Known expected = new Known();

  /// The last one that was committed.
  private Optional<Pass> last = Optional.empty();

  /// The one that is written; empty until there is one after the last.
  private Optional<Pass> pass;

  ViewsAhead(Passes passes, Pass pass) {
    this.passes = passes;
    this.pass = Optional.of(pass);
  }

  @Override
  public Runnable read(Transaction transaction, List<PendingCommand> tickets) throws SQLException {
    Map<CollectionId, View> reading =
        passes
            .tables()
            .ledger(transaction, Patience.SKIP)
            .readAhead(tickets.stream().map(PendingCommand::command).toList());
    return () -> {
      readings.add(reading);
      expect(reading);
    };
  }

  private void expect(Map<CollectionId, View> reading) {
    pass.ifPresent(
        now -> reading.values().forEach(view -> expected.add(now.expected(afterLast(view)))));
  }

  private View afterLast(View view) {
    return last.map(it -> it.after(view)).orElse(view);
  }

  @Override
  public Batch<PendingCommand> batch() {
    Pass committed = pass.orElseThrow();
    Known known = committed.isWritten() ? expected : actual(committed);
    last = pass;
    pass = Optional.empty();
    readings.clear();
    expected = new Known();
    return (transaction, tickets, patience) ->
        passes.knowing(known.views(), this, transaction, tickets, patience);
  }

  /// The batch has become a pass, which is about to be written.
  ViewsAhead beyond(Pass next) {
    pass = Optional.of(next);
    readings.forEach(this::expect);
    return this;
  }

  private Known actual(Pass committed) {
    var known = new Known();
    for (Map<CollectionId, View> reading : readings) {
      reading.values().forEach(view -> known.add(committed.after(afterLast(view))));
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
