package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.Ticket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Commands on one collection that are to be done all or none, on their way to an outcome. Doubts
/// are resolved as for one command, see [PendingCommand]: all of them were written by the lost
/// transaction, or none.
final class PendingList extends Ticket {
  /// Writes whose replies were lost.
  ///
  /// @param expected the version that the last one stands on
  private record Doubt(List<List<Decision>> lost, long expected) {
    /// What was found done, as the writes that did it would have been told at once.
    List<Decision> asTold(List<Decision> found) {
      return IntStream.range(0, found.size()).mapToObj(i -> asTold(i, found.get(i))).toList();
    }

    private Decision asTold(int place, Decision found) {
      return lost.stream()
          .map(write -> write.get(place))
          .filter(
              then ->
                  then instanceof Decision.Done once
                      && found instanceof Decision.Done now
                      && once.entry().equals(now.entry()))
          .findFirst()
          .orElse(found);
    }

    Doubt and(List<Decision> another, long on) {
      return new Doubt(Stream.concat(lost.stream(), Stream.of(another)).toList(), on);
    }
  }

  private final List<Command> commands;
  private @Nullable Doubt doubt;

  /// Written before the outcome is told, and read after it was heard.
  private List<Decision> decisions = List.of();

  PendingList(Caller caller, List<Command> commands) {
    super(caller);
    this.commands = List.copyOf(commands);
  }

  List<Command> commands() {
    return commands;
  }

  CollectionId collection() {
    return commands.getFirst().collection();
  }

  /// What was decided on each, once that is told.
  List<Decision> decisions() {
    return decisions;
  }

  static boolean areDone(List<Decision> decisions) {
    return decisions.stream().allMatch(Decision.Done.class::isInstance);
  }

  @Override
  public int weight() {
    return commands.size();
  }

  /// The ruling is committed, or there was nothing to commit.
  ///
  /// @param after the version of the collection now
  void decided(List<Decision> found, long after) {
    if (doubt == null) {
      tell(found);
    } else if (areDone(found)) {
      tell(doubt.asTold(found));
    } else if (after > doubt.expected()) {
      tell(found);
    }
  }

  private void tell(List<Decision> told) {
    decisions = List.copyOf(told);
    answer(told.getLast());
  }

  /// It is not known whether the ruling was committed.
  ///
  /// @param expected the version that the transaction stood on
  void lost(List<Decision> decided, long expected) {
    boolean written =
        decided.stream()
            .anyMatch(it -> it instanceof Decision.Done d && d.entry().sequence() > expected);
    if (areDone(decided) && written) {
      doubt = doubt == null ? new Doubt(List.of(decided), expected) : doubt.and(decided, expected);
      doubt();
    }
  }
}
