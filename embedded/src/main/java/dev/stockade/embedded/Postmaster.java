package dev.stockade.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first process of a running server, as its `postmaster.pid` names it.
///
/// @param port 0 while the server has not written it
record Postmaster(long pid, int port) {

  private static final int PORT_LINE = 3;
  private static final int NOBODYS_PID = Integer.MAX_VALUE;

  /// What the file in `cluster` says, be it true or left over from a server that was killed.
  static Optional<Postmaster> namedIn(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(file(cluster));
      long pid = lines.isEmpty() ? 0 : number(lines.getFirst());
      return pid <= 0
          ? Optional.empty()
          : Optional.of(
              new Postmaster(
                  pid, lines.size() > PORT_LINE ? (int) number(lines.get(PORT_LINE)) : 0));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("read " + file(cluster), e);
    }
  }

  static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /// True if the process lives and is a PostgreSQL. What a system keeps of a process that has
  /// ended, until its parent asks, has a number but no command.
  boolean lives() {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).stream()
        .anyMatch(
            command -> command.substring(command.lastIndexOf('/') + 1).startsWith("postgres"));
  }

  /// True if the process lives and is the server of `cluster`: runs as its owner, and in it. After
  /// a restart of the machine, or in a container, the number often belongs to another process.
  boolean serves(Path cluster) {
    return lives()
        && ProcessHandle.of(pid).flatMap(process -> process.info().user()).equals(owner(cluster))
        && workingDirectory().map(cluster::equals).orElse(true);
  }

  private static Optional<String> owner(Path cluster) {
    return Optional.of(Owner.of(cluster).name());
  }

  /// Empty where the system does not tell.
  private Optional<Path> workingDirectory() {
    try {
      return Optional.of(Path.of("/proc", Long.toString(pid), "cwd").toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Lets the server start over a file whose process number belongs to a stranger by now: writes a
  /// number that no process has. The rest stays, because the server finds in it whether sessions of
  /// its predecessor still live.
  static void disown(Path cluster) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file(cluster)));
      lines.set(0, Integer.toString(NOBODYS_PID));
      Files.write(file(cluster), lines, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("write " + file(cluster), e);
    }
  }

  private static long number(String line) {
    try {
      return Long.parseLong(line.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
