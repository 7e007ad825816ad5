package dev.stockade.engine.strategy;

import static java.util.stream.Collectors.groupingBy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Expected;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command on its way to its outcome.
///
/// **Doubts.** Where the reply to a commit was lost, the command is decided again rather than
/// looked up: the lost transaction may still commit. What the second look finds done is done,
/// whoever did it. What it finds refused is refused only above the version that the lost write
/// expected, for below that it can still happen.
///
/// A strategy that was set may have been changed by others since, so that the second look does not
/// show whether it was set. Above that version it is therefore not set again: where it is not as it
/// was wanted, it stays in doubt.
final class PendingCommand extends Ticket {
  private final Command command;
  private @Nullable Doubt doubt;
  private int conflicts;

  PendingCommand(Caller caller, Command command) {
    super(caller);
    this.command = command;
  }

  Command command() {
    return command;
  }

  /// In the order of their arrival, on each collection.
  static Map<CollectionId, List<PendingCommand>> byCollection(List<PendingCommand> waiting) {
    return waiting.stream().collect(groupingBy(it -> it.command().collection()));
  }

  static List<Command> commandsOf(List<PendingCommand> waiting) {
    return waiting.stream().map(PendingCommand::command).toList();
  }

  /// The commands as they are to be decided on a view.
  static List<Command> commandsOn(View view, List<PendingCommand> waiting) {
    return waiting.stream().map(it -> it.commandAt(view.state().version())).toList();
  }

  private Command commandAt(long version) {
    return doubt != null && version > doubt.expected() && command instanceof Command.SetStrategy set
        ? set.expecting(new Expected.Version(doubt.expected()))
        : command;
  }

  /// The ruling is committed, or there was nothing to commit.
  ///
  /// @param after the version of the collection now
  void decided(Decision decision, long after) {
    if (doubt == null) {
      answer(decision);
    } else if (decision instanceof Decision.Done) {
      answer(doubt.asTold(List.of(decision)).getFirst());
    } else if (after > doubt.expected()) {
      answer(isConclusive(decision) ? decision : new InDoubt());
    }
  }

  /// That the collection has moved does not say that a strategy was not set.
  private boolean isConclusive(Decision decision) {
    return !(command instanceof Command.SetStrategy && decision instanceof Decision.Moved);
  }

  /// It is not known whether the ruling was committed.
  void lost(Decision decision, Ruling ruling) {
    Doubt.of(doubt, List.of(decision), ruling.before().version()).ifPresent(this::doubt);
  }

  private void doubt(Doubt now) {
    doubt = now;
    doubt();
  }

  /// Others moved the collection between the read and the append.
  ///
  /// @param most how often that may happen
  void overtaken(int most, Duration retryAfter) {
    conflicts++;
    if (conflicts >= most && doubt == null) {
      answer(new Deferred.Conflict(attempts(), retryAfter));
    }
  }
}
