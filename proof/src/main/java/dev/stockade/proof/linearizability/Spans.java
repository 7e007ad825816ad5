package dev.stockade.proof.linearizability;

import dev.stockade.core.Decision;
import dev.stockade.proof.history.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// When calls on one collection can have taken effect.
///
/// A call takes effect between its start and its end. The sequences that were answered tell in
/// which order the writes did, so each of them began after those before it had, and ended before
/// those after it had. To say so changes no verdict, and spares the search most of its dead ends.
final class Spans {
  /// A call that wrote, and its sequence.
  private record Write(int call, long sequence) {}

  private final long[] starts;
  private final long[] ends;

  private Spans(long[] starts, long[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  static Spans of(List<Call> calls) {
    var spans =
        new Spans(
            calls.stream().mapToLong(Call::start).toArray(),
            calls.stream().mapToLong(Call::end).toArray());
    Spans narrowed = spans.narrowed(writes(calls));
    return narrowed.isSound() ? narrowed : spans;
  }

  /// The starts and ends, in their order.
  List<Moment> moments(List<Call> calls) {
    return Moment.of(calls, starts, ends);
  }

  private static List<Write> writes(List<Call> calls) {
    var writes = new ArrayList<Write>();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).outcome() instanceof Decision.Done done && !done.repeated()) {
        writes.add(new Write(i, done.entry().sequence()));
      }
    }
    writes.sort(Comparator.comparingLong(Write::sequence));
    return writes;
  }

  private Spans narrowed(List<Write> writes) {
    var narrowed = new Spans(starts.clone(), ends.clone());
    long start = Long.MIN_VALUE;
    for (Write write : writes) {
      start = Math.max(start, starts[write.call()]);
      narrowed.starts[write.call()] = start;
    }
    long end = Long.MAX_VALUE;
    for (Write write : writes.reversed()) {
      end = Math.min(end, ends[write.call()]);
      narrowed.ends[write.call()] = end;
    }
    return narrowed;
  }

  /// Whether no call ends before it starts. One that does contradicts the sequences, and is left to
  /// the search to find.
  private boolean isSound() {
    for (int call = 0; call < starts.length; call++) {
      if (ends[call] < starts[call]) {
        return false;
      }
    }
    return true;
  }
}
