package dev.stockade.lab.campaign.fault;

import dev.stockade.lab.Mistake;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Something that goes wrong in the middle of everything.
public enum Fault {
  /// A server is killed and started again.
  KILL_SERVE(Track.MACHINES),
  /// A server is told to end, by SIGTERM, and started again when it has ended.
  SIGTERM(Track.MACHINES),
  /// A server stands still for a while.
  PAUSE_SERVE(Track.MACHINES),
  /// All processes of PostgreSQL are killed, and it is started again.
  KILL_POSTGRES(Track.MACHINES),
  /// PostgreSQL is stopped in an orderly way, its sessions are ended, and it is started again.
  RESTART_POSTGRES(Track.MACHINES),
  /// PostgreSQL stands still for a while.
  PAUSE_POSTGRES(Track.MACHINES),
  /// One session of PostgreSQL is killed, at which it drops all others and recovers.
  KILL_SESSION(Track.MACHINES),
  /// All servers and all of PostgreSQL are killed at the same moment, as when the power fails.
  KILL_ALL(Track.MACHINES),
  /// All servers and workers are killed while one of them has appended and not answered: the reply
  /// of PostgreSQL is withheld from it.
  KILL_DECIDING(Track.MACHINES),
  /// All connections to PostgreSQL are reset.
  RESET_LINES(Track.LINES),
  /// What is sent to and from PostgreSQL is lost for a while, and nobody is told.
  SILENCE_LINES(Track.LINES),
  /// Everything arrives late for a while.
  SLOW_LINES(Track.LINES),
  /// PostgreSQL cannot be reached for a while.
  REFUSE_LINES(Track.LINES),
  /// A connection breaks at a COMMIT, before PostgreSQL hears it.
  CUT_BEFORE(Track.LINES),
  /// A connection breaks at a COMMIT, when PostgreSQL has done it and before the reply.
  CUT_COMMIT(Track.LINES),
  /// The same, and PostgreSQL stays out of reach for longer than the deadline: the caller is told
  /// that it is in doubt, and asks again.
  CUT_AND_AWAY(Track.LINES),
  /// A COMMIT is held back behind a connection that broke, while its caller asks again, and then
  /// arrives, or never does.
  HOLD_COMMIT(Track.LINES),
  /// A worker on the queue is killed and started again.
  KILL_WORKER(Track.QUEUE),
  /// A worker stands still, for longer than its lease.
  PAUSE_WORKER(Track.QUEUE),
  /// Everything in Redis is deleted.
  FLUSH_REDIS(Track.QUEUE),
  /// Redis is killed and started again, empty.
  RESTART_REDIS(Track.QUEUE),
  /// What stands in line is delivered five times, out of order.
  REDELIVER(Track.QUEUE);

  /// Faults of one track come one after another; those of different tracks come at the same time.
  enum Track {
    MACHINES,
    LINES,
    QUEUE
  }

  private final Track track;

  Fault(Track track) {
    this.track = track;
  }

  /// As it is named on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Track track() {
    return track;
  }

  /// Whether it needs more than a server and its PostgreSQL: a proxy between them, or a Redis and
  /// workers beside them.
  public boolean needsMore() {
    return track != Track.MACHINES || this == KILL_DECIDING;
  }

  /// @throws Mistake where there is none of this name
  public static Fault named(String word) {
    return Arrays.stream(values())
        .filter(fault -> fault.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new Mistake("unknown fault '%s': there are %s".formatted(word, words(all()))));
  }

  public static List<Fault> all() {
    return List.of(values());
  }

  /// Those that can be committed where there is nothing but the server and its PostgreSQL. The
  /// server starts PostgreSQL again as soon as it finds it gone.
  public static List<Fault> ofServers() {
    return all().stream().filter(fault -> !fault.needsMore()).toList();
  }

  public static String words(List<Fault> faults) {
    return faults.stream().map(Fault::word).collect(Collectors.joining(", "));
  }
}
