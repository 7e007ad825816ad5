package dev.stockade.lab.campaign.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A command of `stockade` that runs until it is ended: one process after another. It is started
/// and ended by one thread.
public final class Program implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 200;

  private final String name;
  private final Launch launch;
  private final Surroundings surroundings;
  private final Supplier<List<String>> arguments;
  private volatile @Nullable Process process;
  private volatile boolean closed;

  /// Where its processes run.
  ///
  /// @param environment added to that of this process
  /// @param directory in which they work, and where their logs are
  record Surroundings(Map<String, String> environment, Path directory) {}

  /// @param name for people, as in `server 1`
  /// @param arguments of the next process
  Program(String name, Launch launch, Surroundings surroundings, Supplier<List<String>> arguments) {
    this.name = name;
    this.launch = launch;
    this.surroundings = surroundings;
    this.arguments = arguments;
  }

  /// Starts a process and returns when it is ready. One that ends by itself, because the database
  /// is away, is replaced by the next.
  ///
  /// @return the line that it says when it is ready
  /// @throws IllegalStateException where none is ready in time
  public String start() throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    Optional<String> said = Optional.empty();
    while (said.isEmpty() && !closed && System.nanoTime() - deadline < 0) {
      said = run(deadline - System.nanoTime());
      if (said.isEmpty()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    return said.orElseThrow(
        () -> new IllegalStateException("%s does not start; see %s".formatted(name, log())));
  }

  /// A process that says nothing in time is ended.
  private Optional<String> run(long nanos) {
    Process started = started();
    process = started;
    if (closed) {
      started.destroyForcibly();
    }
    var late =
        CompletableFuture.runAsync(
            started::destroyForcibly,
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
    // Its output ends with it.
    try (BufferedReader output = started.inputReader(UTF_8)) {
      return Optional.ofNullable(output.readLine());
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      late.cancel(false);
    }
  }

  private Process started() {
    var builder = new ProcessBuilder(launch.with(arguments.get()));
    builder.environment().keySet().removeAll(Set.of("STOCKADE_DATABASE", "STOCKADE_REDIS"));
    builder.environment().putAll(surroundings.environment());
    builder.directory(surroundings.directory().toFile());
    builder.redirectError(Redirect.appendTo(log().toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + launch.words().getFirst(), e);
    }
  }

  /// What its processes say on stderr.
  private Path log() {
    return surroundings.directory().resolve(name.replace(' ', '-') + ".log");
  }

  /// Sends SIGKILL and returns when it is gone.
  public void kill() throws InterruptedException {
    running().destroyForcibly();
    awaitEnd();
  }

  /// Kills it, and starts it again after a while.
  public synchronized void replace(Duration after) throws InterruptedException {
    kill();
    Thread.sleep(after);
    start();
  }

  /// Has it stand still for a while.
  public synchronized void standStill(Duration lasts) throws InterruptedException {
    pause();
    try {
      Thread.sleep(lasts);
    } finally {
      resume();
    }
  }

  /// Sends SIGTERM and returns when it has ended by itself.
  ///
  /// @return its exit code
  public int end() throws InterruptedException {
    running().destroy();
    awaitEnd();
    return running().exitValue();
  }

  public void pause() {
    Processes.pause(List.of(running().toHandle()));
  }

  public void resume() {
    Processes.resume(List.of(running().toHandle()));
  }

  private void awaitEnd() throws InterruptedException {
    if (!running().waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(name + " does not end");
    }
  }

  private Process running() {
    Process it = process;
    if (it == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return it;
  }

  @Override
  public String toString() {
    return name;
  }

  /// Kills it, if it runs. It is not started again.
  @Override
  public void close() {
    closed = true;
    Process it = process;
    if (it != null) {
      it.destroyForcibly().onExit().join();
    }
  }
}
