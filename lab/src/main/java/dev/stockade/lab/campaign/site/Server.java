package dev.stockade.lab.campaign.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.core.StrategyName;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server, `stockade serve`: one process after another, each at a port of its own. It is started
/// and ended by one thread; where it is can be asked by all.
public final class Server implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 200;

  private final int number;
  private final Launch launch;
  private final Settings settings;
  private volatile @Nullable URI url;
  private volatile @Nullable Process process;
  private volatile boolean closed;
  private int starts;

  /// How its processes are run.
  ///
  /// @param arguments of `serve`
  /// @param environment added to that of this process
  /// @param strategies of collections that are opened there: each process has the next
  /// @param directory in which they work, and where their logs are
  record Settings(
      List<String> arguments,
      Map<String, String> environment,
      List<StrategyName> strategies,
      Path directory) {}

  Server(int number, Launch launch, Settings settings) {
    this.number = number;
    this.launch = launch;
    this.settings = settings;
  }

  /// 1, 2, …
  public int number() {
    return number;
  }

  /// Where it listens; empty while nobody knows.
  public Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  /// Starts a process and returns when it answers. One that ends by itself, because the database is
  /// away, is replaced by the next.
  ///
  /// @throws IllegalStateException where none answers in time
  public void start() throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    Optional<URI> answered = Optional.empty();
    while (answered.isEmpty() && !closed && System.nanoTime() - deadline < 0) {
      answered = run();
      if (answered.isEmpty()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    url =
        answered.orElseThrow(
            () ->
                new IllegalStateException(
                    "server %d does not start; see %s".formatted(number, log())));
  }

  private Optional<URI> run() {
    Process started = started();
    process = started;
    if (closed) {
      started.destroyForcibly();
    }
    // It says its URL when it answers. Its output ends with it.
    try (BufferedReader output = started.inputReader(UTF_8)) {
      return Optional.ofNullable(output.readLine()).map(URI::create);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Process started() {
    StrategyName strategy =
        settings.strategies().get((number + starts++) % settings.strategies().size());
    var arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(settings.arguments());
    arguments.addAll(List.of("--set", "strategy=" + strategy));
    var builder = new ProcessBuilder(launch.with(arguments));
    builder.environment().remove("STOCKADE_DATABASE");
    builder.environment().putAll(settings.environment());
    builder.directory(settings.directory().toFile());
    builder.redirectError(Redirect.appendTo(log().toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + launch.words().getFirst(), e);
    }
  }

  /// What its processes say on stderr.
  private Path log() {
    return settings.directory().resolve("server-%d.log".formatted(number));
  }

  /// Sends SIGKILL and returns when it is gone.
  public void kill() throws InterruptedException {
    url = null;
    running().destroyForcibly();
    awaitEnd();
  }

  /// Sends SIGTERM and returns when it has ended by itself.
  ///
  /// @return its exit code
  public int end() throws InterruptedException {
    running().destroy();
    awaitEnd();
    url = null;
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
      throw new IllegalStateException("server %d does not end".formatted(number));
    }
  }

  private Process running() {
    Process it = process;
    if (it == null) {
      throw new IllegalStateException("server %d was never started".formatted(number));
    }
    return it;
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
