package dev.stockade.lab.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The processor time of this process and of PostgreSQL's, where PostgreSQL runs on this machine
/// and the machine has `/proc`. Thread-safe.
public final class Cpu {
  /// Linux counts in hundredths of a second for programs, whatever it does inside.
  private static final double TICKS_PER_SECOND = 100;

  /// Positions behind the name of the program, which may hold anything and ends with `)`.
  private static final int PARENT = 1;

  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private final Optional<Long> postmaster;

  private Cpu(Optional<Long> postmaster) {
    this.postmaster = postmaster;
  }

  /// @param backend process of a session that stays open, where it is on this machine
  public static Cpu beside(Optional<Long> backend) {
    return new Cpu(
        backend
            .filter(pid -> command(pid).startsWith("postgres"))
            .flatMap(Cpu::stat)
            .map(stat -> Long.parseLong(stat.get(PARENT)))
            .filter(pid -> command(pid).startsWith("postgres")));
  }

  /// At one moment.
  public record Reading(long nanos, double client, OptionalDouble database) {
    public Split until(Reading later) {
      double seconds = (later.nanos - nanos) / 1e9;
      return new Split(
          (later.client - client) / seconds,
          database.isPresent() && later.database.isPresent()
              ? OptionalDouble.of((later.database.getAsDouble() - database.getAsDouble()) / seconds)
              : OptionalDouble.empty());
    }
  }

  /// Processors that were busy on average.
  ///
  /// @param client this process: callers and engine
  /// @param database absent where it cannot be seen from here
  public record Split(double client, OptionalDouble database) {}

  public Reading read() {
    double own =
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .map(it -> it.toNanos() / 1e9)
            .orElse(Double.NaN);
    return new Reading(System.nanoTime(), own, database());
  }

  private OptionalDouble database() {
    if (postmaster.isEmpty()) {
      return OptionalDouble.empty();
    }
    long parent = postmaster.get();
    double ticks = stat(parent).map(stat -> ticks(stat, true)).orElse(0.0);
    for (ProcessHandle child :
        ProcessHandle.of(parent).stream().flatMap(p -> p.children()).toList()) {
      ticks += stat(child.pid()).map(stat -> ticks(stat, false)).orElse(0.0);
    }
    return OptionalDouble.of(ticks / TICKS_PER_SECOND);
  }

  /// @param withEnded whether children count that have ended
  private static double ticks(List<String> stat, boolean withEnded) {
    int last = withEnded ? CHILDREN_SYSTEM : USER + 1;
    return stat.subList(USER, last + 1).stream().mapToLong(Long::parseLong).sum();
  }

  private static Optional<List<String>> stat(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return Optional.of(Stream.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")).toList());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String command(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "comm")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
