package dev.stockade.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another process that opens a server and keeps it until it is killed.
final class Child implements AutoCloseable {

  private static final String REDIS = "redis";

  private final Process process;
  private final String[] said;

  private Child(Process process, String[] said) {
    this.process = process;
    this.said = said;
  }

  /// Runs in the child: no arguments for a temporary server, else the directory. Prints what
  /// [#start] waits for: whether it is a guest, its port and its home.
  static void main(String[] arguments) throws Exception {
    if (List.of(arguments).contains(REDIS)) {
      System.out.println(LocalRedis.temporary(Progress.silent()).process().pid());
      Thread.currentThread().join();
    }
    LocalPostgres postgres =
        arguments.length == 0
            ? LocalPostgres.temporary(Progress.silent())
            : LocalPostgres.at(Path.of(arguments[0]), Progress.silent());
    Path home = Sql.home(postgres);
    System.out.println(String.join("|", "" + postgres.guest(), "" + postgres.port(), "" + home));
    Thread.currentThread().join();
  }

  /// Returns when the child's server answers.
  static Child start(String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader(UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the child ended with " + process.onExit().join().exitValue());
    }
    return new Child(process, line.split("\\|"));
  }

  /// Returns when the child's Redis answers.
  static Child startWithRedis() throws IOException {
    return start(REDIS);
  }

  long redis() {
    return Long.parseLong(said[0]);
  }

  boolean guest() {
    return Boolean.parseBoolean(said[0]);
  }

  int port() {
    return Integer.parseInt(said[1]);
  }

  Path home() {
    return Path.of(said[2]);
  }

  /// Ends it as Ctrl-C would, and waits for its end.
  void terminate() throws InterruptedException {
    process.destroy();
    ended();
  }

  /// Ends it so that nothing of it runs any more, and waits for its end.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    ended();
  }

  private void ended() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the child does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
