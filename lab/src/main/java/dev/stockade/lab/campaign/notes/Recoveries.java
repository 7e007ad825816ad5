package dev.stockade.lab.campaign.notes;

import dev.stockade.lab.campaign.site.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongSupplier;

/// When servers succeeded, and how long that took each time that something was mended. Thread-safe.
public final class Recoveries {
  private record Awaited(String what, int server, long since) {}

  private static final long DENSEST = 10_000_000;

  private final LongSupplier clock;
  private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
  private final Queue<Recovery> seen = new ConcurrentLinkedQueue<>();
  private final Map<Integer, NavigableSet<Long>> successes = new ConcurrentHashMap<>();

  Recoveries(LongSupplier clock) {
    this.clock = clock;
  }

  /// Everything runs again. The next success of each of these servers is waited for.
  ///
  /// @param what had been broken, as faults are named
  public void begin(String what, List<Integer> servers) {
    long now = clock.getAsLong();
    servers.forEach(server -> awaited.add(new Awaited(what, server, now)));
  }

  /// A server has done something for a caller.
  public void success(int server) {
    long now = clock.getAsLong();
    successes
        .computeIfAbsent(server, _ -> new ConcurrentSkipListSet<>())
        .add(now / DENSEST * DENSEST);
    for (Awaited it : awaited.stream().filter(one -> one.server() == server).toList()) {
      if (awaited.remove(it)) {
        seen.add(new Recovery(it.what(), server, it.since(), now - it.since()));
      }
    }
  }

  /// Returns when none of this is waited for any more.
  ///
  /// @return the servers that had no success within the limit
  public List<Integer> await(String what, Duration limit) throws InterruptedException {
    boolean _ = Wait.until(limit, () -> missing(what).isEmpty());
    return missing(what);
  }

  private List<Integer> missing(String what) {
    return awaited.stream().filter(it -> it.what().equals(what)).map(Awaited::server).toList();
  }

  /// When a server has succeeded, to a hundredth of a second.
  public NavigableSet<Long> successes(int server) {
    return new TreeSet<>(successes.getOrDefault(server, new TreeSet<>()));
  }

  /// Those that have come to an end.
  public List<Recovery> seen() {
    return List.copyOf(seen);
  }
}
