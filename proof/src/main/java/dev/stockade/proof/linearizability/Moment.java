package dev.stockade.proof.linearizability;

import dev.stockade.core.InDoubt;
import dev.stockade.proof.history.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// When a call starts or ends.
///
/// @param call its position among the calls
record Moment(long at, boolean isEnd, int call) {
  static List<Moment> of(List<Call> calls) {
    return of(
        calls,
        calls.stream().mapToLong(Call::start).toArray(),
        calls.stream().mapToLong(Call::end).toArray());
  }

  /// The starts and ends of calls, in their order. Calls in doubt have no end. Starts come before
  /// ends of the same nanosecond: such calls overlap.
  static List<Moment> of(List<Call> calls, long[] starts, long[] ends) {
    var moments = new ArrayList<Moment>();
    for (int i = 0; i < calls.size(); i++) {
      moments.add(new Moment(starts[i], false, i));
      if (!(calls.get(i).outcome() instanceof InDoubt)) {
        moments.add(new Moment(ends[i], true, i));
      }
    }
    moments.sort(Comparator.comparingLong(Moment::at).thenComparing(Moment::isEnd));
    return moments;
  }
}
