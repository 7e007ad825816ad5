package dev.stockade.lab.campaign.site;

import dev.stockade.embedded.RunningPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// All processes of the PostgreSQL in a directory: the first one and its sessions. Used by one
/// thread.
public final class PostgresProcesses {
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  private final Path directory;
  private List<ProcessHandle> paused = List.of();

  PostgresProcesses(Path directory) {
    this.directory = directory;
  }

  /// Kills all of them and returns when the last is gone: a session that outlived the first process
  /// would still write. Each session leads a process group of its own, so all are named one by one.
  ///
  /// @return how many there were
  public int kill() throws InterruptedException {
    List<ProcessHandle> all = haltedWithChildren();
    Processes.kill(all);
    if (!Wait.until(END_LIMIT, () -> all.stream().noneMatch(Processes::lives))) {
      throw new IllegalStateException("PostgreSQL in " + directory + " does not die");
    }
    return all.size();
  }

  /// Kills one session, by the number of its process: PostgreSQL then ends all others and recovers.
  ///
  /// @return whether it was one of this server
  public boolean killSession(long pid) {
    List<ProcessHandle> named =
        withChildren(first()).stream().skip(1).filter(process -> process.pid() == pid).toList();
    Processes.kill(named);
    return !named.isEmpty();
  }

  /// All stand still until [#resume].
  public void pause() {
    paused = haltedWithChildren();
    Processes.pause(paused);
  }

  public void resume() {
    Processes.resume(paused);
    paused = List.of();
  }

  /// Tells it to end its sessions and to stop, and returns when it has.
  public void shutDown() throws InterruptedException {
    ProcessHandle first = first();
    Processes.send("INT", List.of(first));
    if (!Wait.until(END_LIMIT, () -> !Processes.lives(first))) {
      throw new IllegalStateException("PostgreSQL in " + directory + " does not stop");
    }
  }

  /// Halts the first process before the others are counted, so that it starts none meanwhile.
  private List<ProcessHandle> haltedWithChildren() {
    ProcessHandle first = first();
    Processes.pause(List.of(first));
    return withChildren(first);
  }

  private static List<ProcessHandle> withChildren(ProcessHandle first) {
    var all = new ArrayList<>(List.of(first));
    first.descendants().forEach(all::add);
    return all;
  }

  private ProcessHandle first() {
    return RunningPostgres.process(directory)
        .orElseThrow(() -> new IllegalStateException("no PostgreSQL runs in " + directory));
  }
}
