package dev.stockade.engine.strategy;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.ledger.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One pass of read, decide, append within one transaction. What it ruled holds once that
/// transaction is committed.
///
/// @param ruled the decisions; commands of stale collections have none
/// @param stale positions, in the caller's list, of the commands whose collections had moved
/// @param wrote whether there is anything to commit
record Pass(List<Ruled> ruled, List<Integer> stale, boolean wrote) {
  static Pass run(Ledger ledger, Batch batch, Guard guard, int attempt) throws SQLException {
    Map<CollectionId, View> views = guard.read(ledger, batch.commands(), attempt);
    Map<CollectionId, List<Integer>> byCollection = batch.byCollection();
    var rulings = new LinkedHashMap<CollectionId, Ruling>();
    byCollection.forEach(
        (id, indexes) -> {
          View view = views.get(id);
          if (view != null) {
            rulings.put(id, Rules.decide(view, batch.commands(indexes)));
          }
        });
    Set<CollectionId> written = write(ledger, rulings.values(), guard);

    var ruled = new ArrayList<Ruled>();
    var stale = new ArrayList<Integer>();
    byCollection.forEach(
        (id, indexes) -> {
          List<Integer> positions = batch.positions(indexes);
          Ruling ruling = rulings.get(id);
          if (ruling == null) {
            positions.forEach(position -> ruled.add(Ruled.unknownCollection(position)));
          } else if (ruling.events().isEmpty() || written.contains(id)) {
            ruled.addAll(Ruled.all(positions, ruling));
          } else {
            guard.stale(id);
            stale.addAll(positions);
          }
        });
    return new Pass(ruled, stale, !written.isEmpty());
  }

  private static Set<CollectionId> write(Ledger ledger, Collection<Ruling> rulings, Guard guard)
      throws SQLException {
    List<Ruling> writing = rulings.stream().filter(ruling -> !ruling.events().isEmpty()).toList();
    if (writing.isEmpty()) {
      return Set.of();
    }
    Set<CollectionId> ids = ledger.append(writing);
    List<Ruling> written =
        writing.stream().filter(ruling -> ids.contains(ruling.before().id())).toList();
    List<Bid> placed = written.stream().flatMap(ruling -> ruling.placed().stream()).toList();
    if (!placed.isEmpty()) {
      ledger.place(placed);
    }
    guard.written(ledger, written);
    return ids;
  }
}
