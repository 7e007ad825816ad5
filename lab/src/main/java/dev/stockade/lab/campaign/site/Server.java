package dev.stockade.lab.campaign.site;

import dev.stockade.core.StrategyName;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server, `stockade serve`: one process after another, each at a port of its own. It is started
/// and ended by one thread; where it is can be asked by all.
public final class Server implements AutoCloseable {
  private final int number;
  private final Settings settings;
  private final Program program;
  private volatile @Nullable URI url;
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
    this.settings = settings;
    this.program =
        new Program(
            "server " + number,
            launch,
            new Program.Surroundings(settings.environment(), settings.directory()),
            this::arguments);
  }

  private List<String> arguments() {
    StrategyName strategy =
        settings.strategies().get((number + starts++) % settings.strategies().size());
    var arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(settings.arguments());
    arguments.addAll(List.of("--set", "strategy=" + strategy));
    return arguments;
  }

  /// 1, 2, …
  public int number() {
    return number;
  }

  /// Where it listens; empty while nobody knows.
  public Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  /// Starts a process and returns when it answers.
  ///
  /// @throws IllegalStateException where none answers in time
  public void start() throws InterruptedException {
    url = URI.create(program.start());
  }

  /// Sends SIGKILL and returns when it is gone.
  public void kill() throws InterruptedException {
    url = null;
    program.kill();
  }

  /// Sends SIGTERM and returns when it has ended by itself.
  ///
  /// @return its exit code
  public int end() throws InterruptedException {
    int code = program.end();
    url = null;
    return code;
  }

  public void pause() {
    program.pause();
  }

  public void resume() {
    program.resume();
  }

  /// Kills it, if it runs. It is not started again.
  @Override
  public void close() {
    program.close();
  }
}
