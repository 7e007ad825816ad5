package dev.stockade.proof.history;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/// Takes down a [History] while callers race. Thread-safe; a recorded call costs two readings of
/// the clock and one element of a lock-free queue.
///
/// Every call that is sent has to pass through here, or the checker takes what it wrote for a
/// ghost.
public final class Recorder {
  private final LongSupplier clock;
  private final long origin;
  private final Queue<CollectionState> openings = new ConcurrentLinkedQueue<>();
  private final Queue<PlacedBid> bids = new ConcurrentLinkedQueue<>();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  public Recorder() {
    this(System::nanoTime);
  }

  /// @param clock nanoseconds that never go back, the same for all threads
  Recorder(LongSupplier clock) {
    this.clock = clock;
    this.origin = clock.getAsLong();
  }

  /// Nanoseconds since this recorder was made.
  public long now() {
    return clock.getAsLong() - origin;
  }

  /// Say this before the first call on the collection.
  public void opened(CollectionState state) {
    openings.add(state);
  }

  /// Say this once the placing was answered.
  public void placed(Bid bid) {
    bids.add(new PlacedBid(bid, now()));
  }

  /// Sends one command and takes it down. What ends without an answer is taken down as in doubt.
  public Outcome call(int caller, Command command, Callable<Outcome> send) throws Exception {
    return call(caller, List.of(command), () -> List.of(send.call())).getFirst();
  }

  /// Sends a list of commands in one call and takes down each. What ends without an answer is taken
  /// down as in doubt.
  public List<Outcome> call(int caller, List<Command> commands, Callable<List<Outcome>> send)
      throws Exception {
    long start = now();
    List<Outcome> outcomes = List.of();
    try {
      outcomes = send.call();
      return outcomes;
    } finally {
      add(caller, start, now(), commands, outcomes);
    }
  }

  /// Takes down a call that was sent without this recorder's help.
  ///
  /// @param start [#now] before the command was sent
  /// @param end [#now] after the answer came
  public void add(
      int caller, long start, long end, List<Command> commands, List<Outcome> outcomes) {
    for (int i = 0; i < commands.size(); i++) {
      Outcome outcome = i < outcomes.size() ? outcomes.get(i) : new InDoubt();
      calls.add(new Call(caller, start, end, commands.get(i), outcome));
    }
  }

  /// The calls that have ended so far.
  public List<Call> calls() {
    return new ArrayList<>(calls);
  }

  /// The history, once every call has ended.
  ///
  /// @param endings what was read from the database after that
  public History history(boolean brokenConnections, List<Ending> endings) {
    return new History(
        brokenConnections, List.copyOf(openings), List.copyOf(bids), calls(), endings);
  }
}
