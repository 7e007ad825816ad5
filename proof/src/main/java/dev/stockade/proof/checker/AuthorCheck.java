package dev.stockade.proof.checker;

import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;
import dev.stockade.proof.history.Call;
import java.util.function.Consumer;

/// Looks for the call that wrote each event.
///
/// A call that was told that it wrote the event, or is in doubt, explains it, if it began before
/// the event was known. So does a call that was told "repeated" or "unchanged", where connections
/// broke: it may have asked again by itself for what it had written. Else, if a call about the same
/// was deferred, that one wrote it, against its word. Where all were told "repeated" and none
/// deferred, nobody was harmed, and nothing is said. Where the strategy of a collection is left to
/// the engine, the engine itself may have written a switch.
final class AuthorCheck {
  private final CollectionId collection;
  private final Replay replay;
  private final Timeline timeline;
  private final boolean brokenConnections;
  private final Consumer<Violation> found;

  AuthorCheck(
      CollectionId collection,
      Replay replay,
      Timeline timeline,
      boolean brokenConnections,
      Consumer<Violation> found) {
    this.collection = collection;
    this.replay = replay;
    this.timeline = timeline;
    this.brokenConnections = brokenConnections;
    this.found = found;
  }

  void check() {
    for (int position = 1; position <= replay.last(); position++) {
      check(position);
    }
  }

  private void check(int position) {
    Told told = timeline.told(position);
    Asked asked = timeline.asked(position);
    long known = timeline.latest(position);
    if (can(told.fresh, known) || can(asked.doubt, known) || isOwnSwitch(position)) {
      return;
    }
    Call deferred = asked.deferred;
    boolean repeated = can(told.start, known);
    if (brokenConnections && (repeated || can(asked.unchanged, known))) {
      return;
    }
    if (deferred != null && deferred.start() <= known) {
      long sequence = replay.event(position).entry().sequence();
      found.accept(new Violation.DeferredButWritten(collection, sequence, deferred));
    } else if (!repeated) {
      found.accept(new Violation.Ghost(collection, replay.event(position), reason(told, asked)));
    }
  }

  private boolean isOwnSwitch(int position) {
    return replay.event(position) instanceof Event.StrategyChanged e
        && e.mode() == Assignment.Mode.AUTO
        && replay.assignment(position - 1).mode() == Assignment.Mode.AUTO;
  }

  /// Whether a call that started then, if there is one, can have written what was known by then.
  private static boolean can(long start, long known) {
    return start != Long.MAX_VALUE && start <= known;
  }

  private static String reason(Told told, Asked asked) {
    if (told.start != Long.MAX_VALUE || asked.doubt != Long.MAX_VALUE || asked.deferred != null) {
      return "it was known before anybody asked for it";
    }
    return asked.refused > 0 ? "everybody who asked for it was refused" : "nobody asked for it";
  }
}
