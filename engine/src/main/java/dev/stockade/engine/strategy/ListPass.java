package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.ledger.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One pass of read, decide, append for lists that are done all or none, each in the light of those
/// before it: a list of which the rules refuse a command leaves nothing behind.
final class ListPass implements Batch.Round<PendingList> {
  private final Ledger ledger;
  private final Guard guard;
  private final List<Part> parts = new ArrayList<>();
  private final List<PendingList> ofNoCollection = new ArrayList<>();
  private final List<PendingList> held = new ArrayList<>();
  private Set<CollectionId> written = Set.of();

  /// The lists on one collection, what is decided on each, and what of that is to be written.
  private record Part(List<PendingList> lists, List<List<Decision>> decisions, Ruling ruling) {
    CollectionId id() {
      return ruling.before().id();
    }

    boolean writes() {
      return !ruling.events().isEmpty();
    }

    static Part of(View before, List<PendingList> lists) {
      var decisions = new ArrayList<List<Decision>>();
      var done = new ArrayList<Decision>();
      var events = new ArrayList<Event>();
      View view = before;
      for (PendingList list : lists) {
        Ruling ruling = Rules.decide(view, list.commands());
        decisions.add(ruling.decisions());
        if (PendingList.areDone(ruling.decisions())) {
          done.addAll(ruling.decisions());
          events.addAll(ruling.events());
          view = view.after(ruling);
        }
      }
      return new Part(
          lists, decisions, new Ruling(before.state(), done, events, List.of(), view.state()));
    }
  }

  private ListPass(Ledger ledger, Guard guard) {
    this.ledger = ledger;
    this.guard = guard;
  }

  /// Reads under the guard, and decides the lists of those callers who have not left by then.
  static ListPass over(List<PendingList> batch, Ledger ledger, Guard guard) throws SQLException {
    var pass = new ListPass(ledger, guard);
    List<Command> commands = batch.stream().flatMap(it -> it.commands().stream()).toList();
    pass.decide(batch, guard.read(ledger, commands, batch.getFirst().attempts()));
    return pass;
  }

  private void decide(List<PendingList> batch, Map<CollectionId, View> views) {
    var byCollection = new LinkedHashMap<CollectionId, List<PendingList>>();
    for (PendingList list : batch) {
      if (ledger.isHeld(list.collection())) {
        held.add(list);
      } else if (list.seal()) {
        byCollection.computeIfAbsent(list.collection(), key -> new ArrayList<>()).add(list);
      }
    }
    byCollection.forEach(
        (id, lists) -> {
          View view = views.get(id);
          if (view == null) {
            ofNoCollection.addAll(lists);
          } else {
            parts.add(Part.of(view, lists));
          }
        });
  }

  @Override
  public boolean writes() {
    return parts.stream().anyMatch(Part::writes);
  }

  @Override
  public void write(Transaction transaction) throws SQLException {
    List<Ruling> rulings = parts.stream().filter(Part::writes).map(Part::ruling).toList();
    written = Pass.write(ledger, rulings, guard, true);
  }

  @Override
  public void answer() {
    for (PendingList list : ofNoCollection) {
      list.decided(
          Collections.nCopies(list.commands().size(), new Decision.UnknownCollection()), 0);
    }
    for (Part part : parts) {
      if (!part.writes() || written.contains(part.id())) {
        for (int i = 0; i < part.lists().size(); i++) {
          part.lists().get(i).decided(part.decisions().get(i), part.ruling().after().version());
        }
      } else if (ledger.isHeld(part.id())) {
        held.addAll(part.lists());
      } else {
        guard.stale(part.id());
      }
    }
  }

  @Override
  public void unknown() {
    for (Part part : parts) {
      for (int i = 0; i < part.lists().size(); i++) {
        part.lists().get(i).lost(part.decisions().get(i), part.ruling().before().version());
      }
    }
  }

  @Override
  public List<PendingList> held() {
    return held;
  }
}
