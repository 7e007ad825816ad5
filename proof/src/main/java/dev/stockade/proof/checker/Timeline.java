package dev.stockade.proof.checker;

import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.proof.history.Call;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When each event of a collection can have happened.
///
/// An event had happened when an answer told of it, or of any event after it. It had not happened
/// before a call started that can have written it, nor before any event ahead of it. Calls that can
/// have written it are those that were told of it and those in doubt; where there is none, the
/// event is a ghost and may have happened at any time.
final class Timeline {
  private final Replay replay;
  private final Told[] told;
  private final Map<Subject, Asked> asked = new HashMap<>();
  private final long[] earliest;
  private final long[] latest;

  /// @param inOrder whether the sequences of the log have no gap
  Timeline(Replay replay, List<Call> calls, boolean inOrder) {
    this.replay = replay;
    told = new Told[replay.last() + 1];
    for (int position = 0; position < told.length; position++) {
      told[position] = new Told();
    }
    calls.forEach(this::note);
    earliest = new long[told.length];
    latest = new long[told.length];
    Arrays.fill(earliest, Long.MIN_VALUE);
    Arrays.fill(latest, Long.MAX_VALUE);
    if (inOrder) {
      narrow();
    }
  }

  private void narrow() {
    for (int position = 1; position < told.length; position++) {
      earliest[position] = Math.max(earliest[position - 1], firstAuthor(position));
    }
    long end = Long.MAX_VALUE;
    for (int position = told.length - 1; position >= 0; position--) {
      end = Math.min(end, told[position].end);
      latest[position] = end;
    }
  }

  private long firstAuthor(int position) {
    Asked about = asked(position);
    long start = Math.min(told[position].start, Math.min(about.doubt, about.unchanged));
    return start == Long.MAX_VALUE ? Long.MIN_VALUE : start;
  }

  private void note(Call call) {
    switch (call.outcome()) {
      case Decision.Done done -> noteDone(call, done);
      case Decision.Refused refused -> {
        asked(call).refused++;
        int position =
            Naming.of(call, refused).map(naming -> naming.find(replay)).orElse(Replay.NEVER);
        if (position != Replay.NEVER) {
          told[position].end = Math.min(told[position].end, call.end());
        }
      }
      case Deferred _ -> {
        Asked about = asked(call);
        if (about.deferred == null || call.start() < about.deferred.start()) {
          about.deferred = call;
        }
      }
      case InDoubt _ -> {
        Asked about = asked(call);
        about.doubt = Math.min(about.doubt, call.start());
      }
      case Decision.Unchanged _ -> {
        Asked about = asked(call);
        about.unchanged = Math.min(about.unchanged, call.start());
      }
      case Decision.Opened _, Decision.Placed _ -> {}
    }
  }

  private void noteDone(Call call, Decision.Done done) {
    int position = find(call, done);
    if (position != Replay.NEVER) {
      Told about = told[position];
      about.end = Math.min(about.end, call.end());
      about.start = Math.min(about.start, call.start());
      if (!done.repeated()) {
        about.fresh = Math.min(about.fresh, call.start());
      }
    }
  }

  private Asked asked(Call call) {
    return asked.computeIfAbsent(Subject.of(call.command()), _ -> new Asked());
  }

  /// Where the event stands that an answer tells of, or [Replay#NEVER].
  int find(Call call, Decision.Done done) {
    return replay.find(done.entry().sequence(), Subject.of(call.command()));
  }

  /// The calls about the subject of an event.
  Asked asked(int position) {
    return Optional.ofNullable(asked.get(Subject.of(replay.event(position)))).orElseGet(Asked::new);
  }

  Told told(int position) {
    return told[position];
  }

  /// The moment by which the event had happened.
  long latest(int position) {
    return latest[position];
  }

  /// The event at or after this position whose telling proves that this one had happened.
  int witness(int position) {
    for (int later = position; later < told.length; later++) {
      if (told[later].end == latest[position]) {
        return later;
      }
    }
    return position;
  }

  /// The last position that certainly stood when the call began.
  int from(Call call) {
    int low = 0;
    int high = replay.last();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (latest[middle] < call.start()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The last position that can have stood when the call ended.
  int to(Call call) {
    int low = from(call);
    int high = replay.last();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (earliest[middle] <= call.end()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
