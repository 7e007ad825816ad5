package dev.stockade.proof.linearizability;

import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.proof.history.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Looks for one order of the calls that may explain their answers, so that the search through all
/// of them need not.
///
/// The sequences that were answered give the order of the writes. Each is put as late as an end
/// allows, and every other call as early as its answer is right: an answer that changes nothing
/// stands in nobody's way. Where every write told its sequence, this finds an order if there is
/// one, in one pass. It proves nothing: what it finds is put before the foreign checker, and where
/// it finds nothing that one searches.
///
/// Confined to one thread.
final class Witness {
  private final PoolSpec spec;
  private final List<Call> calls;
  private final PriorityQueue<Integer> writes;
  private final List<Integer> waiting = new ArrayList<>();
  private final List<Integer> order = new ArrayList<>();
  private final boolean[] taken;
  private Object state;

  private Witness(PoolSpec spec, List<Call> calls) {
    this.spec = spec;
    this.calls = calls;
    this.writes = new PriorityQueue<>(Comparator.comparingLong(this::sequence));
    this.taken = new boolean[calls.size()];
    this.state = spec.initialState();
  }

  /// The calls by their positions, in an order in which each comes after all that ended before it
  /// started. Empty where none was found.
  static Optional<List<Integer>> of(PoolSpec spec, List<Call> calls) {
    if (calls.stream().anyMatch(call -> call.outcome() instanceof InDoubt)) {
      return Optional.empty();
    }
    var witness = new Witness(spec, calls);
    for (Moment moment : Moment.of(calls)) {
      if (!moment.isEnd()) {
        witness.start(moment.call());
      } else if (!witness.end(moment.call())) {
        return Optional.empty();
      }
    }
    return Optional.of(witness.order);
  }

  private void start(int call) {
    if (isWrite(call)) {
      writes.add(call);
    } else if (!isRight(call)) {
      waiting.add(call);
    }
  }

  /// Makes the writes that have to be made by the end of a call. False where they cannot be.
  private boolean end(int call) {
    while (!taken[call]) {
      Integer write = writes.poll();
      if (write == null) {
        return false;
      }
      Optional<Object> next = answer(write);
      if (next.isEmpty()) {
        return false;
      }
      state = next.get();
      take(write);
      waiting.removeIf(this::isRight);
    }
    return true;
  }

  /// True where the call is right now, and taken.
  private boolean isRight(int call) {
    boolean right = answer(call).filter(state::equals).isPresent();
    if (right) {
      take(call);
    }
    return right;
  }

  private Optional<Object> answer(int call) {
    return spec.nextState(state, calls.get(call).command(), calls.get(call).outcome());
  }

  private void take(int call) {
    taken[call] = true;
    order.add(call);
  }

  private boolean isWrite(int call) {
    return calls.get(call).outcome() instanceof Decision.Done done && !done.repeated();
  }

  private long sequence(int write) {
    return ((Decision.Done) calls.get(write).outcome()).entry().sequence();
  }
}
