package dev.stockade.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// A Redis that starts by itself on the loopback interface, for development, the lab and tests. It
/// keeps nothing on the disk: what Redis holds for Stockade can be lost.
///
/// It is a process of its own, with a random password, and ends at [#close()] or, however that
/// ends, with this process. Safe for use by several threads.
public final class LocalRedis implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final int START_ATTEMPTS = 20;
  private static final int SOCKET_MILLIS = 1_000;
  private static final String PORT_TAKEN = "Address already in use";

  private final RedisProgram program;
  private final AtExit ending;
  private Run run;

  /// One run of the program.
  ///
  /// @param shell that watches over it
  private record Run(Process shell, ProcessHandle redis, int port, String password) {

    void end() {
      Pause.until(START_LIMIT, () -> endsNow(shell));
    }

    private static boolean endsNow(Process shell) {
      try {
        shell.getOutputStream().close();
      } catch (IOException e) {
        // It has ended already.
      }
      return !shell.isAlive();
    }
  }

  private LocalRedis(RedisProgram program) {
    this.program = program;
    this.run = start(program, Ports::free);
    this.ending = AtExit.run(this::end);
  }

  /// Starts one: `redis-server` or `valkey-server` where the machine has it, else the one that
  /// comes with this module.
  ///
  /// @throws RedisUnavailable where neither is to be had or starts
  public static LocalRedis temporary(Progress progress) {
    RedisProgram program = RedisProgram.ofThisMachine(System.getenv().getOrDefault("PATH", ""));
    progress.say("starting Redis: " + program.origin());
    return new LocalRedis(program);
  }

  /// The URL with the password: a secret.
  public synchronized URI uri() {
    return URI.create("redis://:%s@%s:%d".formatted(run.password(), Session.HOST, run.port()));
  }

  public synchronized int port() {
    return run.port();
  }

  /// The running program, for those who break it on purpose.
  public synchronized ProcessHandle process() {
    return run.redis();
  }

  /// Kills it and starts it again, empty, with the same URL. For those who break it on purpose.
  public synchronized void restart() {
    run.end();
    run = start(program, run.port(), run.password());
  }

  /// Has the end of this process run `last`, and wait for it, before it stops Redis. [#close()]
  /// does not run it.
  public void stopAfter(Runnable last) {
    ending.after(last);
  }

  /// Stops it. Does nothing the second time.
  @Override
  public void close() {
    ending.close();
  }

  @Override
  public String toString() {
    return "Redis on %s:%d".formatted(Session.HOST, port());
  }

  private synchronized void end() {
    run.end();
  }

  private static Run start(RedisProgram program, IntSupplier ports) {
    for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
      try {
        return start(program, ports.getAsInt(), Secret.random());
      } catch (RedisUnavailable e) {
        if (!String.valueOf(e.getMessage()).contains(PORT_TAKEN)) {
          throw e;
        }
      }
    }
    return start(program, ports.getAsInt(), Secret.random());
  }

  private static Run start(RedisProgram program, int port, String password) {
    try {
      Path directory = Files.createTempDirectory("stockade-redis-").toRealPath();
      Files.writeString(
          directory.resolve("redis.conf"),
          """
          bind %s
          port %d
          requirepass %s
          dir "%s"
          save ""
          appendonly no
          """
              .formatted(Session.HOST, port, password, directory));
      Process shell = shell(directory, program);
      BufferedReader said = shell.inputReader(UTF_8);
      ProcessHandle redis = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      Run run = new Run(shell, redis, port, password);
      Pause.until(START_LIMIT, () -> answers(run) || redis.info().command().isEmpty());
      if (!answers(run)) {
        String log = Files.readString(directory.resolve("redis.log"));
        run.end();
        throw new RedisUnavailable("Redis did not start: " + reason(log));
      }
      return run;
    } catch (IOException | NumberFormatException e) {
      throw new RedisUnavailable("Redis did not start: " + e.getMessage(), e);
    }
  }

  private static Process shell(Path directory, RedisProgram program) throws IOException {
    String script;
    try (InputStream text = LocalRedis.class.getResourceAsStream("redis.sh")) {
      script = new String(text.readAllBytes(), UTF_8);
    }
    List<String> shell =
        List.of("sh", "-c", script, "stockade-redis", "" + directory, "" + program.path());
    boolean detachable = Command.works(List.of("setsid", "true"));
    List<String> words =
        detachable ? Stream.concat(Stream.of("setsid"), shell.stream()).toList() : shell;
    return new ProcessBuilder(words).redirectError(Redirect.DISCARD).start();
  }

  /// True if the Redis that knows the password answers.
  private static boolean answers(Run run) {
    try (Socket socket = new Socket(InetAddress.ofLiteral(Session.HOST), run.port())) {
      socket.setSoTimeout(SOCKET_MILLIS);
      socket
          .getOutputStream()
          .write("AUTH %s\r\nPING\r\n".formatted(run.password()).getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(12), UTF_8).equals("+OK\r\n+PONG\r\n");
    } catch (IOException e) {
      return false;
    }
  }

  private static String reason(String log) {
    return log.contains(PORT_TAKEN)
        ? PORT_TAKEN
        : log.lines().reduce((first, last) -> last).orElse("it said nothing");
  }
}
