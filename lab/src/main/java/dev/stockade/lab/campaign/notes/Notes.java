package dev.stockade.lab.campaign.notes;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.lab.arena.Finding;
import dev.stockade.proof.history.Recorder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// What is taken down in a round, beside every call. Thread-safe.
public final class Notes {
  /// What is counted.
  public enum Count {
    ACCEPTED,
    DONE,
    REFUSED,
    DEFERRED,
    /// Told to be in doubt.
    IN_DOUBT,
    /// Sent, and no answer came.
    LOST,
    /// Not sent: nobody listened.
    NOT_SENT,
    /// In doubt at least once, told so or by a lost answer: one, however often it was asked again.
    DOUBTED,
    /// Decided in the end, of these.
    DOUBT_RESOLVED
  }

  /// What goes on in a collection.
  public enum Kind {
    /// Everything, on a small scale: its history is searched through.
    MARKET,
    /// Accepting alone, of more than there is: who was refused stays so.
    RUSH,
    /// Accepting alone, without end.
    RIVER
  }

  private final Recorder recorder = new Recorder();
  private final Map<CollectionId, Kind> kinds = new ConcurrentHashMap<>();
  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final Queue<LostAnswer> lost = new ConcurrentLinkedQueue<>();
  private final Queue<Breakage> breakages = new ConcurrentLinkedQueue<>();
  private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
  private final Recoveries recoveries = new Recoveries(this::now);
  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

  /// An answer that took its time.
  ///
  /// @param server 0 where it was an engine in this process
  public record Answered(int server, long from, long to) {}

  public Notes() {
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
  }

  /// Takes down the calls.
  public Recorder recorder() {
    return recorder;
  }

  /// A collection is there, and nobody has asked it for anything yet.
  public void opened(CollectionState state, Kind kind) {
    kinds.put(state.id(), kind);
    recorder.opened(state);
  }

  /// The collections by what goes on in them.
  public Map<CollectionId, Kind> kinds() {
    return Map.copyOf(kinds);
  }

  /// Nanoseconds since the round began.
  public long now() {
    return recorder.now();
  }

  public void count(Count count) {
    adder(count).increment();
  }

  public long counted(Count count) {
    return adder(count).sum();
  }

  private LongAdder adder(Count count) {
    LongAdder adder = counts.get(count);
    if (adder == null) {
      throw new IllegalStateException("each has its adder: " + count);
    }
    return adder;
  }

  /// A promise that was seen to be broken.
  public void found(String judge, String name, String sentence) {
    findings.add(new Finding(judge, name, sentence));
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  public void lost(LostAnswer answer) {
    lost.add(answer);
  }

  public List<LostAnswer> lost() {
    return List.copyOf(lost);
  }

  /// Something is broken no more.
  public void broken(Breakage breakage) {
    breakages.add(breakage);
  }

  public List<Breakage> breakages() {
    return List.copyOf(breakages);
  }

  /// How long it took to the first successes.
  public Recoveries recoveries() {
    return recoveries;
  }

  /// An answer that came late enough to be looked at.
  public void late(int server, long from, long to) {
    answered.add(new Answered(server, from, to));
  }

  public List<Answered> late() {
    return List.copyOf(answered);
  }
}
