package dev.stockade.proof.checker;

import dev.stockade.core.Assignment;
import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.Expected;
import dev.stockade.core.InDoubt;
import dev.stockade.proof.history.Call;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Judges the answers about one collection, one by one, against its log.
final class AnswerCheck {
  private final CollectionId collection;
  private final Replay replay;
  private final Timeline timeline;
  private final Refusals refusals;
  private final Consumer<Violation> found;
  private final Map<BidId, Long> acceptances = new HashMap<>();
  private final BitSet written = new BitSet();

  AnswerCheck(
      CollectionId collection,
      Replay replay,
      Timeline timeline,
      Refusals refusals,
      Consumer<Violation> found) {
    this.collection = collection;
    this.replay = replay;
    this.timeline = timeline;
    this.refusals = refusals;
    this.found = found;
  }

  void check(Call call) {
    switch (call.outcome()) {
      case Decision.Done done -> done(call, done);
      case Decision.Refused refused -> refused(call, refused);
      case Decision.Unchanged _ -> unchanged(call);
      case Decision.Opened _, Decision.Placed _ ->
          found.accept(new Violation.WrongAnswer(collection, call));
      case Deferred _, InDoubt _ -> {}
    }
  }

  private void done(Call call, Decision.Done done) {
    if (!fits(call.command(), done)) {
      found.accept(new Violation.WrongAnswer(collection, call));
      return;
    }
    long sequence = done.entry().sequence();
    if (done instanceof Decision.Accepted accepted) {
      Long first = acceptances.putIfAbsent(accepted.bid(), sequence);
      if (first != null && first != sequence) {
        found.accept(new Violation.TwoAnswers(collection, accepted.bid(), first, sequence));
      }
    }
    int position = timeline.find(call, done);
    if (position == Replay.NEVER) {
      found.accept(
          done instanceof Decision.Accepted accepted
              ? new Violation.LostAcceptance(collection, accepted.bid(), sequence, call)
              : new Violation.LostEvent(collection, sequence, call));
      return;
    }
    compare(call, done.entry(), Subject.units(done), replay.event(position));
    if (!done.repeated()) {
      fresh(call, position, sequence);
    }
  }

  /// A call that was told that it wrote an event: the only one, and before any later event was
  /// told.
  private void fresh(Call call, int position, long sequence) {
    boolean first = !written.get(position);
    written.set(position);
    if (!first || timeline.told(position).end < call.start()) {
      found.accept(new Violation.RepeatToldAsNew(collection, call, sequence));
    } else if (timeline.latest(position) < call.start()) {
      long later = replay.event(timeline.witness(position)).entry().sequence();
      found.accept(new Violation.OutOfOrder(collection, call, sequence, later));
    }
  }

  private static boolean fits(Command command, Decision.Done done) {
    if (!Subject.of(command).equals(Subject.of(done)) || !isAsExpected(command, done)) {
      return false;
    }
    return switch (command) {
      case Command.PlaceAndAccept c -> c.offer().quantity() == Subject.units(done);
      case Command.Restock c -> c.quantity() == Subject.units(done);
      case Command.Accept _,
          Command.Withdraw _,
          Command.Reject _,
          Command.Release _,
          Command.Close _,
          Command.SetStrategy _ ->
          true;
    };
  }

  /// Whether a command that expects a version was done right after it.
  private static boolean isAsExpected(Command command, Decision.Done done) {
    return !(command instanceof Command.OnCollection c)
        || !(c.expected() instanceof Expected.Version wanted)
        || done.repeated()
        || done.entry().sequence() == wanted.version() + 1;
  }

  private void compare(Call call, Entry told, int units, Event event) {
    if (!told.equals(event.entry()) || units != Subject.units(event)) {
      found.accept(new Violation.AnswerDiffers(collection, told.sequence(), call, event));
    }
  }

  private void refused(Call call, Decision.Refused refused) {
    if (!Refusals.fits(call.command(), refused)) {
      found.accept(new Violation.WrongAnswer(collection, call));
      return;
    }
    var naming = Naming.of(call, refused);
    if (naming.isPresent()) {
      int position = naming.get().find(replay);
      if (position == Replay.NEVER) {
        found.accept(new Violation.LostEvent(collection, naming.get().entry().sequence(), call));
        return;
      }
      Event event = replay.event(position);
      compare(call, naming.get().entry(), Subject.units(event), event);
    }
    if (!refusals.holds(call, refused)) {
      found.accept(falseRefusal(call, refused));
    }
  }

  private Violation falseRefusal(Call call, Decision.Refused refused) {
    int from = timeline.from(call);
    int to = timeline.to(call);
    return refused instanceof Decision.SoldOut || refused instanceof Decision.NotEnoughStock
        ? new Violation.FalseSoldOut(collection, call, from, to, replay.stock(from))
        : new Violation.FalseRefusal(collection, call, from, to);
  }

  private void unchanged(Call call) {
    int from = timeline.from(call);
    int to = timeline.to(call);
    switch (call.command()) {
      case Command.SetStrategy c -> {
        if (IntStream.rangeClosed(from, to)
            .noneMatch(at -> isAsWanted(replay.assignment(at), c.choice()))) {
          found.accept(new Violation.FalseRefusal(collection, call, from, to));
        }
      }
      case Command.Close _ -> {
        if (to < replay.closed()) {
          found.accept(new Violation.FalseRefusal(collection, call, from, to));
        }
      }
      case Command.OnBid _, Command.Restock _ ->
          found.accept(new Violation.WrongAnswer(collection, call));
    }
  }

  /// Whether there was nothing to change. An engine's own switch may also come too early, which is
  /// a matter of time.
  private static boolean isAsWanted(Assignment there, Choice choice) {
    return switch (choice) {
      case Choice.Pinned c ->
          there.mode() == Assignment.Mode.PINNED && there.strategy().equals(c.strategy());
      case Choice.Auto _ -> there.mode() == Assignment.Mode.AUTO;
      case Choice.Switch _ -> true;
    };
  }
}
