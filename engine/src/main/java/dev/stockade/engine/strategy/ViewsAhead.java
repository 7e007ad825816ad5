package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.View;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Batch;
import dev.stockade.engine.groupcommit.Patience;
import dev.stockade.engine.ledger.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Views that are read while passes are written, one after another, each for a later one. A view
/// was read before the pass that is written was committed or after it, or even before the one
/// before that, and says by its version which; once the pass is committed it is known what they all
/// come to. Nothing that rests on them is told before that, and the version is compared at the
/// append as ever.
final class ViewsAhead implements Batch.Ahead<PendingCommand> {
  /// What was read at once, and for whom.
  private record Look(
      Map<CollectionId, View> views, Map<CollectionId, List<PendingCommand>> commands) {
    static Look of(List<PendingCommand> tickets, Map<CollectionId, View> views) {
      return new Look(views, PendingCommand.byCollection(tickets));
    }

    /// @param lead what a view comes to
    void addTo(Foreseen foreseen, UnaryOperator<View> lead) {
      views.forEach(
          (id, view) -> foreseen.add(lead.apply(view), commands.getOrDefault(id, List.of())));
    }
  }

  private final Passes passes;

  /// Those that the next batch will know.
  private final List<Look> looks = new ArrayList<>();

  /// What they come to if all of the pass is written, as it mostly is: found out, and ruled on,
  /// while that goes on.
  private Foreseen expected = new Foreseen(this::beyond);

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
    Ledger ledger = passes.tables().ledger(transaction, Patience.SKIP);
    Look look = Look.of(tickets, ledger.readAhead(PendingCommand.commandsOf(tickets)));
    return () -> {
      looks.add(look);
      expect(look);
    };
  }

  private void expect(Look look) {
    pass.ifPresent(now -> look.addTo(expected, view -> now.expected(afterLast(view))));
  }

  private View afterLast(View view) {
    return last.map(it -> it.after(view)).orElse(view);
  }

  @Override
  public Batch<PendingCommand> batch() {
    Pass committed = pass.orElseThrow();
    Foreseen foreseen = committed.isWritten() ? expected : actual(committed);
    last = pass;
    pass = Optional.empty();
    looks.clear();
    expected = new Foreseen(this::beyond);
    return (transaction, tickets, patience) ->
        passes.foreseeing(foreseen, transaction, tickets, patience);
  }

  /// The batch has become a pass, which is about to be written.
  ViewsAhead beyond(Pass next) {
    pass = Optional.of(next);
    looks.forEach(this::expect);
    return this;
  }

  private Foreseen actual(Pass committed) {
    var foreseen = new Foreseen(this::beyond);
    looks.forEach(look -> look.addTo(foreseen, view -> committed.after(afterLast(view))));
    return foreseen;
  }
}
