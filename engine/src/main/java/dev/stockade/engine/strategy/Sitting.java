package dev.stockade.engine.strategy;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.ledger.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
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
record Sitting(List<Ruled> ruled, List<Integer> stale, boolean wrote) {
  static Sitting hold(Ledger ledger, Docket docket, Guard guard) throws SQLException {
    Map<CollectionId, View> views = guard.read(ledger, docket.commands());
    Map<CollectionId, List<Integer>> byCollection = docket.byCollection();
    var rulings = new LinkedHashMap<CollectionId, Ruling>();
    byCollection.forEach(
        (id, indexes) -> {
          View view = views.get(id);
          if (view != null) {
            rulings.put(
                id,
                Rules.decide(view, indexes.stream().<Command>map(docket.commands()::get).toList()));
          }
        });
    Set<CollectionId> written = write(ledger, rulings.values());

    var ruled = new ArrayList<Ruled>();
    var stale = new ArrayList<Integer>();
    for (var entry : byCollection.entrySet()) {
      CollectionId id = entry.getKey();
      List<Integer> positions = entry.getValue().stream().map(docket.positions()::get).toList();
      Ruling ruling = rulings.get(id);
      if (ruling == null) {
        positions.forEach(
            position -> ruled.add(new Ruled(position, new Decision.UnknownCollection(), 0, 0)));
      } else if (ruling.events().isEmpty() || written.contains(id)) {
        for (int i = 0; i < positions.size(); i++) {
          ruled.add(
              new Ruled(
                  positions.get(i),
                  ruling.decisions().get(i),
                  ruling.before().version(),
                  ruling.after().version()));
        }
      } else {
        guard.stale(id);
        stale.addAll(positions);
      }
    }
    return new Sitting(ruled, stale, !written.isEmpty());
  }

  private static Set<CollectionId> write(Ledger ledger, Iterable<Ruling> rulings)
      throws SQLException {
    var writing = new ArrayList<Ruling>();
    for (Ruling ruling : rulings) {
      if (!ruling.events().isEmpty()) {
        writing.add(ruling);
      }
    }
    if (writing.isEmpty()) {
      return Set.of();
    }
    Set<CollectionId> written = ledger.append(writing);
    List<Bid> placed =
        writing.stream()
            .filter(ruling -> written.contains(ruling.before().id()))
            .flatMap(ruling -> ruling.placed().stream())
            .toList();
    if (!placed.isEmpty()) {
      ledger.place(placed);
    }
    return written;
  }
}
