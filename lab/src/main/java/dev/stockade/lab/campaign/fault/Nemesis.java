package dev.stockade.lab.campaign.fault;

import dev.stockade.lab.Threads;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.site.Site;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Commits what is on a schedule, at the moments that it names, and mends it again. When it is
/// done, everything runs.
public final class Nemesis {
  private final Site site;
  private final Consumer<String> teller;
  private final Map<Fault, Integer> committed = new EnumMap<>(Fault.class);

  /// @param teller is told what happens, as it happens
  public Nemesis(Site site, Consumer<String> teller) {
    this.site = site;
    this.teller = teller;
  }

  /// Returns when all has been committed and mended.
  public void run(Schedule schedule, Notes notes) throws InterruptedException {
    var machines = new Machines(site, notes, teller);
    var tracks = new ArrayList<Callable<Void>>();
    tracks.add(track(schedule.machines(), machines::commit));
    site.proxy()
        .map(proxy -> new Lines(proxy, notes, teller))
        .ifPresent(lines -> tracks.add(track(schedule.lines(), lines::commit)));
    site.queue()
        .map(queue -> new Queues(queue, notes, teller))
        .ifPresent(queues -> tracks.add(track(schedule.queue(), queues::commit)));
    Threads.all(tracks);
  }

  private interface Act {
    /// @return how often it happened
    int commit(Strike strike) throws InterruptedException;
  }

  private Callable<Void> track(List<Strike> strikes, Act act) {
    return () -> {
      for (Strike strike : strikes) {
        Thread.sleep(strike.after());
        count(strike.fault(), act.commit(strike));
      }
      return null;
    };
  }

  private synchronized void count(Fault fault, int times) {
    committed.merge(fault, times, Integer::sum);
  }

  /// How often each has happened so far.
  public synchronized Map<Fault, Integer> committed() {
    return new EnumMap<>(committed);
  }
}
