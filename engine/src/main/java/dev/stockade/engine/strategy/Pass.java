package dev.stockade.engine.strategy;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.ledger.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One pass of read, decide, append within one transaction. What it rules holds once that
/// transaction is committed.
final class Pass implements Batch.Round<PendingCommand> {
  private final Passes passes;
  private final Ledger ledger;
  private final Guard guard;
  private final Optional<Foreseen> foreseen;
  private final Map<CollectionId, Part> parts = new LinkedHashMap<>();
  private final List<PendingCommand> ofNoCollection = new ArrayList<>();
  private final List<PendingCommand> held = new ArrayList<>();
  private Set<CollectionId> written = Set.of();

  /// The commands on one collection, in the order of arrival, and what is ruled on them.
  private record Part(List<PendingCommand> commands, Ruling ruling) {
    CollectionId id() {
      return ruling.before().id();
    }

    boolean writes() {
      return !ruling.events().isEmpty();
    }
  }

  private Pass(Passes passes, Ledger ledger, Optional<Foreseen> foreseen) {
    this.foreseen = foreseen;
    this.passes = passes;
    this.ledger = ledger;
    this.guard = passes.guard();
  }

  /// Reads under the guard, and decides the commands of those callers who have not left by then.
  ///
  /// @param foreseen what is known of it already
  static Pass over(
      List<PendingCommand> batch, Ledger ledger, Passes passes, Optional<Foreseen> foreseen)
      throws SQLException {
    var pass = new Pass(passes, ledger, foreseen);
    List<Command> commands = PendingCommand.commandsOf(batch);
    pass.decide(batch, passes.guard().read(ledger, commands, batch.getFirst().attempts()));
    return pass;
  }

  private void decide(List<PendingCommand> batch, Map<CollectionId, View> views) {
    var byCollection = new LinkedHashMap<CollectionId, List<PendingCommand>>();
    for (PendingCommand pending : batch) {
      CollectionId id = pending.command().collection();
      if (ledger.isHeld(id)) {
        held.add(pending);
      } else if (pending.seal()) {
        byCollection.computeIfAbsent(id, key -> new ArrayList<>()).add(pending);
      }
    }
    byCollection.forEach(
        (id, waiting) -> {
          View view = views.get(id);
          if (view == null) {
            ofNoCollection.addAll(waiting);
          } else {
            parts.put(id, new Part(waiting, rule(view, waiting)));
          }
        });
  }

  private Ruling rule(View view, List<PendingCommand> waiting) {
    return foreseen
        .flatMap(it -> it.ruling(view, waiting))
        .orElseGet(() -> Rules.decide(view, PendingCommand.commandsOn(view, waiting)));
  }

  @Override
  public boolean writes() {
    return parts.values().stream().anyMatch(Part::writes);
  }

  @Override
  public void write(Transaction transaction) throws SQLException {
    List<Ruling> rulings = parts.values().stream().filter(Part::writes).map(Part::ruling).toList();
    written = write(ledger, rulings, guard, true);
  }

  /// Writes the rulings of the collections that are still at the version that was read.
  ///
  /// @param last whether nothing follows in this transaction, so that its commit may go along
  static Set<CollectionId> write(Ledger ledger, List<Ruling> rulings, Guard guard, boolean last)
      throws SQLException {
    List<CollectionState> snapshots = guard.snapshots(rulings);
    boolean more =
        !snapshots.isEmpty() || rulings.stream().anyMatch(ruling -> !ruling.placed().isEmpty());
    Set<CollectionId> written =
        last && !more ? ledger.appendAndCommit(rulings) : ledger.append(rulings);
    List<Bid> placed =
        rulings.stream()
            .filter(ruling -> written.contains(ruling.before().id()))
            .flatMap(ruling -> ruling.placed().stream())
            .toList();
    if (!placed.isEmpty()) {
      ledger.place(placed);
    }
    for (CollectionState snapshot : snapshots) {
      if (written.contains(snapshot.id())) {
        ledger.snapshot(snapshot);
      }
    }
    return written;
  }

  @Override
  public void committed() {
    for (Part part : parts.values()) {
      if (written.contains(part.id())) {
        guard.written(part.ruling());
      }
    }
  }

  @Override
  public void answer() {
    ofNoCollection.forEach(pending -> pending.decided(new Decision.UnknownCollection(), 0));
    for (Part part : parts.values()) {
      if (!part.writes() || written.contains(part.id())) {
        long version = part.ruling().after().version();
        for (int i = 0; i < part.commands().size(); i++) {
          part.commands().get(i).decided(part.ruling().decisions().get(i), version);
        }
      } else if (ledger.isHeld(part.id())) {
        held.addAll(part.commands());
      } else {
        guard.stale(part.id());
        part.commands().forEach(passes.overtaken());
      }
    }
  }

  @Override
  public boolean answersAll() {
    return held.isEmpty() && isWritten();
  }

  @Override
  public void unknown() {
    for (Part part : parts.values()) {
      for (int i = 0; i < part.commands().size(); i++) {
        part.commands().get(i).lost(part.ruling().decisions().get(i), part.ruling());
      }
    }
  }

  @Override
  public List<PendingCommand> held() {
    return held;
  }

  @Override
  public Optional<Batch.Ahead<PendingCommand>> ahead() {
    return Optional.of(
        foreseen.map(it -> it.beyond(this)).orElseGet(() -> new ViewsAhead(passes, this)));
  }

  /// True once everything is written that was to be.
  boolean isWritten() {
    return parts.values().stream().allMatch(part -> !part.writes() || isWritten(part));
  }

  private boolean isWritten(Part part) {
    return written.contains(part.id());
  }

  /// What was read of a collection while this pass was written, as it is once that is committed.
  View after(View read) {
    Part part = parts.get(read.state().id());
    return part != null && isWritten(part) ? expected(read) : read;
  }

  /// The same where everything will be written that is to be.
  View expected(View read) {
    Part part = parts.get(read.state().id());
    return part != null && part.ruling().before().version() == read.state().version()
        ? read.after(part.ruling())
        : read;
  }
}
