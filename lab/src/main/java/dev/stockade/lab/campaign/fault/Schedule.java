package dev.stockade.lab.campaign.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What happens in a round, by its seed alone.
///
/// @param machines one after another
/// @param lines one after another, beside those
/// @param queue one after another, beside those too
public record Schedule(List<Strike> machines, List<Strike> lines, List<Strike> queue) {
  /// How many strikes a round has.
  ///
  /// @param machines on processes
  /// @param lines on connections
  /// @param queue on workers and Redis
  public record Size(int machines, int lines, int queue) {
    /// A round of half a minute on a machine that has nothing else to do.
    public static final Size FULL = new Size(4, 8, 4);
  }

  private static final Duration SHORTEST = Duration.ofMillis(50);

  public Schedule {
    machines = List.copyOf(machines);
    lines = List.copyOf(lines);
    queue = List.copyOf(queue);
  }

  /// @param faults to draw from: each comes as often as the others
  public static Schedule of(long seed, List<Fault> faults, int servers, Size size) {
    var random = new Random(seed);
    return new Schedule(
        track(random, of(Fault.Track.MACHINES, faults), size.machines(), servers),
        track(random, of(Fault.Track.LINES, faults), size.lines(), servers),
        track(random, of(Fault.Track.QUEUE, faults), size.queue(), servers));
  }

  private static List<Fault> of(Fault.Track track, List<Fault> faults) {
    return faults.stream().filter(fault -> fault.track() == track).toList();
  }

  private static List<Strike> track(Random random, List<Fault> faults, int count, int servers) {
    var strikes = new ArrayList<Strike>();
    var deck = new ArrayList<Fault>();
    while (!faults.isEmpty() && strikes.size() < count) {
      if (deck.isEmpty()) {
        deck.addAll(faults);
        Collections.shuffle(deck, random);
      }
      Fault fault = deck.removeLast();
      strikes.add(
          new Strike(
              between(random, SHORTEST, Duration.ofMillis(1_500)),
              fault,
              1 + random.nextInt(servers),
              lasts(random, fault),
              random.nextDouble()));
    }
    return strikes;
  }

  private static Duration lasts(Random random, Fault fault) {
    return switch (fault) {
      case KILL_SERVE,
          SIGTERM,
          KILL_POSTGRES,
          RESTART_POSTGRES,
          KILL_SESSION,
          KILL_ALL,
          KILL_DECIDING ->
          between(random, Duration.ZERO, Duration.ofMillis(500));
      case PAUSE_SERVE, PAUSE_POSTGRES, SILENCE_LINES, SLOW_LINES, REFUSE_LINES ->
          between(random, SHORTEST, Duration.ofSeconds(4));
      case RESET_LINES -> Duration.ZERO;
      case CUT_BEFORE, CUT_COMMIT -> between(random, Duration.ZERO, Duration.ofMillis(200));
      case CUT_AND_AWAY -> between(random, Duration.ofMillis(2_600), Duration.ofMillis(3_200));
      case KILL_WORKER, FLUSH_REDIS, RESTART_REDIS, REDELIVER ->
          between(random, Duration.ZERO, Duration.ofMillis(500));
      case PAUSE_WORKER -> between(random, Duration.ofMillis(1_500), Duration.ofSeconds(4));
      case HOLD_COMMIT -> between(random, SHORTEST, Duration.ofSeconds(3));
    };
  }

  private static Duration between(Random random, Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }
}
