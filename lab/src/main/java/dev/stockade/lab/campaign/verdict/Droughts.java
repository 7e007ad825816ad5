package dev.stockade.lab.campaign.verdict;

import dev.stockade.lab.campaign.fault.Fault;
import dev.stockade.lab.campaign.notes.Breakage;
import dev.stockade.lab.campaign.notes.Notes;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/// The longest time in which a server had no success, although nothing was broken that would
/// explain it. There is load all the time.
final class Droughts {
  /// Those that let nothing through while they last. The others break connections, one by one.
  private static final Set<Fault> OUTAGES =
      Set.of(
          Fault.KILL_SERVE,
          Fault.SIGTERM,
          Fault.PAUSE_SERVE,
          Fault.KILL_POSTGRES,
          Fault.RESTART_POSTGRES,
          Fault.PAUSE_POSTGRES,
          Fault.KILL_SESSION,
          Fault.KILL_ALL,
          Fault.KILL_DECIDING,
          Fault.SILENCE_LINES,
          Fault.REFUSE_LINES,
          Fault.CUT_AND_AWAY);

  private Droughts() {}

  /// @param end of the round
  /// @return nanoseconds
  static long longest(Notes notes, int server, long end) {
    List<Breakage> outages =
        notes.breakages().stream()
            .filter(it -> it.hits(server) && OUTAGES.contains(Fault.named(it.what())))
            .sorted(Comparator.comparingLong(Breakage::from))
            .toList();
    NavigableSet<Long> successes = notes.recoveries().successes(server);
    long longest = 0;
    long healthySince = 0;
    for (Breakage outage : outages) {
      longest = Math.max(longest, longest(successes, healthySince, outage.from()));
      healthySince = Math.max(healthySince, outage.to());
    }
    return Math.max(longest, longest(successes, healthySince, end));
  }

  private static long longest(NavigableSet<Long> successes, long from, long to) {
    long longest = 0;
    long last = from;
    if (from < to) {
      for (long success : successes.subSet(from, to)) {
        longest = Math.max(longest, success - last);
        last = success;
      }
      longest = Math.max(longest, to - last);
    }
    return longest;
  }
}
