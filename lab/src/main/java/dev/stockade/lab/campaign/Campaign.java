package dev.stockade.lab.campaign;

import dev.stockade.lab.Threads;
import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.campaign.caller.Crowd;
import dev.stockade.lab.campaign.caller.Doors;
import dev.stockade.lab.campaign.fault.Nemesis;
import dev.stockade.lab.campaign.fault.Schedule;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.site.Launch;
import dev.stockade.lab.campaign.site.Site;
import dev.stockade.lab.campaign.verdict.Judge;
import dev.stockade.lab.campaign.verdict.RoundVerdict;
import dev.stockade.lab.campaign.verdict.Times;
import dev.stockade.lab.report.Screen;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/// Round after round: callers trade, the nemesis breaks and mends, and when everybody has an answer
/// the round is judged. The first round with a finding is the last.
///
/// The seed makes what is asked and what is broken when; how threads meet, it does not make.
public final class Campaign {
  private static final Duration PROXIED_DEADLINE = Duration.ofMillis(Site.DEADLINE_MILLIS);
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

  private final CampaignSetup setup;
  private final Launch launch;
  private final Screen screen;
  private final long begin = System.nanoTime();

  /// @param launch how `stockade` is started
  public Campaign(CampaignSetup setup, Launch launch, Screen screen) {
    this.setup = setup;
    this.launch = launch;
    this.screen = screen;
  }

  /// @throws dev.stockade.lab.Absent where PostgreSQL cannot be started
  public CampaignReport run() throws InterruptedException {
    var tally = new Tally();
    say("seed %d; servers and PostgreSQL are started".formatted(setup.seed()));
    try (Site site = site()) {
      site.open();
      var nemesis = new Nemesis(site, this::say);
      try (Doors doors = Doors.of(site)) {
        var judge = new Judge(site, times());
        while (!isEnough(tally, nemesis)) {
          round(tally, new Field(site, doors, nemesis, judge));
        }
        tally.acceptances(judge.acceptances());
      } catch (SQLException | IllegalStateException e) {
        site.keep();
        tally.add(new Finding("nemesis", "Stuck", e.toString()));
      }
      if (!tally.findings().isEmpty()) {
        tally.kept(site.directory());
      }
      return new CampaignReport(setup, tally, nemesis.committed());
    }
  }

  /// All that a round needs.
  private record Field(Site site, Doors doors, Nemesis nemesis, Judge judge) {}

  private void round(Tally tally, Field field) throws InterruptedException, SQLException {
    int round = tally.rounds() + 1;
    long seed = new Random(setup.seed() * 1_000_003 + round).nextLong();
    var notes = new Notes();
    var crowd = new Crowd(field.doors(), notes, seed);
    Schedule schedule = Schedule.of(seed, setup.faults(), setup.servers(), setup.size());
    say("round %d begins".formatted(round));
    var end = new AtomicLong();
    List<Callable<Void>> both =
        List.of(
            () -> {
              crowd.trade();
              return null;
            },
            () -> {
              try {
                field.nemesis().run(schedule, notes);
              } finally {
                end.set(notes.now());
                crowd.over();
              }
              return null;
            });
    Threads.all(both);
    RoundVerdict verdict = field.judge().judge(round, notes, end.get());
    tally.add(notes, verdict);
    say(told(round, notes, verdict));
  }

  private static String told(int round, Notes notes, RoundVerdict verdict) {
    return String.format(
        Locale.ROOT,
        "round %d: %,d calls on %d collections, %,d told accepted, %d lost or in doubt; %s",
        round,
        verdict.calls(),
        verdict.collections(),
        notes.counted(Notes.Count.ACCEPTED),
        notes.counted(Notes.Count.LOST) + notes.counted(Notes.Count.IN_DOUBT),
        verdict.findings().isEmpty() ? "no violation" : "VIOLATIONS");
  }

  private Site site() {
    return switch (setup.site()) {
      case CampaignSetup.Place.Proxied(int servers) ->
          Site.proxied(launch, servers, setup.strategies(), this::say);
      case CampaignSetup.Place.Embedded() -> Site.embedded(launch, setup.strategies());
    };
  }

  private Times times() {
    Duration deadline =
        switch (setup.site()) {
          case CampaignSetup.Place.Proxied _ -> PROXIED_DEADLINE;
          case CampaignSetup.Place.Embedded() -> DEFAULT_DEADLINE;
        };
    // Placing a bid over HTTP may take two deadlines; a connection that was silently lost is found
    // out at one.
    return new Times(
        deadline.multipliedBy(2).plus(setup.recovery()),
        setup.recovery(),
        deadline.plus(setup.recovery()).multipliedBy(2));
  }

  private boolean isEnough(Tally tally, Nemesis nemesis) {
    if (!tally.findings().isEmpty()) {
      return true;
    }
    return switch (setup.end()) {
      case CampaignSetup.End.Rounds(int count) -> tally.rounds() >= count;
      case CampaignSetup.End.Seconds(int count) ->
          System.nanoTime() - begin >= Duration.ofSeconds(count).toNanos();
      case CampaignSetup.End.Strikes(int each) ->
          setup.faults().stream()
              .allMatch(fault -> nemesis.committed().getOrDefault(fault, 0) >= each);
    };
  }

  private void say(String line) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    screen.say(String.format(Locale.ROOT, "%8.2f s  %s", seconds, line));
  }
}
