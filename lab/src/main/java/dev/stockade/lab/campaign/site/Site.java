package dev.stockade.lab.campaign.site;

import dev.stockade.core.StrategyName;
import dev.stockade.embedded.Progress;
import dev.stockade.lab.Threads;
import dev.stockade.proof.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Where a campaign takes place: a directory with a PostgreSQL of its own, servers on it, and,
/// where the servers reach it through one, the proxy that breaks their connections. All of it is
/// gone after [#close()], or when this process ends.
public final class Site implements AutoCloseable {
  /// The time that the servers of a proxied site give a call: shorter than by default, so that more
  /// calls end in doubt.
  public static final int DEADLINE_MILLIS = 2_000;

  private final Path directory;
  private final Guard guard;
  private final Postgres postgres;
  private final Optional<FaultProxy> proxy;
  private final Optional<OwnQueue> queue;
  private final List<Server> servers;
  private final Thread hook = new Thread(this::end, "stockade-campaign-end");
  private boolean ended;
  private boolean kept;

  private Site(
      Home home,
      Postgres postgres,
      Optional<FaultProxy> proxy,
      Optional<OwnQueue> queue,
      List<Server> servers) {
    this.directory = home.directory();
    this.guard = home.guard();
    this.postgres = postgres;
    this.proxy = proxy;
    this.queue = queue;
    this.servers = List.copyOf(servers);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private record Home(Path directory, Guard guard) {
    Path data() {
      return directory.resolve("data");
    }
  }

  /// Servers that reach PostgreSQL through the proxy, and a queue, the workers of which do the
  /// same.
  ///
  /// @throws dev.stockade.lab.Absent where PostgreSQL cannot be started
  public static Site proxied(
      Launch launch, int count, List<StrategyName> strategies, Progress progress) {
    Home home = newHome();
    OwnPostgres postgres = OwnPostgres.start(home.data(), progress);
    String url = postgres.proxy().through(postgres.url());
    var surroundings = new Program.Surroundings(Map.of("STOCKADE_DATABASE", url), home.directory());
    OwnQueue queue = OwnQueue.start(launch, surroundings, progress);
    var servers = new ArrayList<Server>();
    for (int number = 1; number <= count; number++) {
      var settings =
          new Server.Settings(
              List.of("--set", "deadline=" + DEADLINE_MILLIS, "--set", "queue-worker=off"),
              Map.of("STOCKADE_DATABASE", url, "STOCKADE_REDIS", queue.url().toString()),
              strategies,
              home.directory());
      servers.add(new Server(number, launch, settings));
    }
    return new Site(home, postgres, Optional.of(postgres.proxy()), Optional.of(queue), servers);
  }

  /// One server with the PostgreSQL that comes with it.
  public static Site embedded(Launch launch, List<StrategyName> strategies) {
    Home home = newHome();
    Path data = home.data();
    var settings =
        new Server.Settings(
            List.of("--data", data.toString()), Map.of(), strategies, home.directory());
    var server = new Server(1, launch, settings);
    return new Site(
        home, new ServedPostgres(data), Optional.empty(), Optional.empty(), List.of(server));
  }

  private static Home newHome() {
    try {
      // PostgreSQL may run as another user, who must be able to pass.
      Path directory =
          Files.setPosixFilePermissions(
              Files.createTempDirectory("stockade-campaign-").toRealPath(),
              PosixFilePermissions.fromString("rwx--x--x"));
      return new Home(directory, Guard.over(directory));
    } catch (IOException e) {
      throw new IllegalStateException("cannot create a temporary directory", e);
    }
  }

  /// Starts the servers, and the workers where there are some, and returns when they are ready.
  public void open() throws InterruptedException {
    startServers();
    if (queue.isPresent()) {
      queue.get().open();
    }
  }

  /// Starts the servers, and returns when they answer.
  public void startServers() throws InterruptedException {
    Threads.all(servers.stream().map(Site::start).toList());
  }

  private static Callable<Void> start(Server server) {
    return () -> {
      server.start();
      return null;
    };
  }

  public Path directory() {
    return directory;
  }

  public Postgres postgres() {
    return postgres;
  }

  public Optional<FaultProxy> proxy() {
    return proxy;
  }

  /// Where the servers put acceptances in line.
  public Optional<OwnQueue> queue() {
    return queue;
  }

  public List<Server> servers() {
    return servers;
  }

  /// The directory stays when all else is gone: with the database, the logs, and what was put
  /// there.
  public synchronized void keep() {
    kept = true;
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook finds that there is nothing left to do.
    }
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    servers.forEach(Server::close);
    queue.ifPresent(OwnQueue::close);
    postgres.close();
    try {
      if (!kept) {
        delete();
      }
      guard.close();
    } catch (IOException | UncheckedIOException e) {
      System.err.println("stockade: cannot delete " + directory + ": " + e.getMessage());
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
