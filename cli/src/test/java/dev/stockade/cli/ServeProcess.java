package dev.stockade.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `stockade serve`, or another command that runs until it is ended, as a process of its own.
final class ServeProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;
  private static final long END_SECONDS = 60;

  private final Process process;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> firstLine = new CompletableFuture<>();

  private ServeProcess(Process process) {
    this.process = process;
    Thread.startVirtualThread(() -> read(process.inputReader(UTF_8), firstLine::complete));
    Thread.startVirtualThread(() -> read(process.errorReader(UTF_8), said::add));
  }

  static ServeProcess run(String... options) throws IOException {
    return of(Stream.concat(Stream.of("serve"), Stream.of(options)).toList());
  }

  /// @param command with its options
  static ServeProcess of(List<String> command) throws IOException {
    return of(Jvm.running(Main.class), command);
  }

  /// @param jvm the words that run `stockade`
  static ServeProcess of(List<String> jvm, List<String> command) throws IOException {
    List<String> words = new ArrayList<>(jvm);
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    builder.environment().keySet().removeAll(Set.of("STOCKADE_DATABASE", "STOCKADE_REDIS"));
    return new ServeProcess(builder.start());
  }

  /// Serves the data in a directory, at a free port. Its deadline is long, so that a machine with
  /// much else to do does not end a call.
  static ServeProcess on(Path data) throws IOException {
    return run("--port", "0", "--data", data.toString(), "--set", "deadline=30000");
  }

  private interface Hearing {
    void hear(String line);
  }

  private static void read(BufferedReader reader, Hearing hearing) {
    try {
      reader.lines().forEach(hearing::hear);
    } catch (UncheckedIOException killed) {
      // There is nothing more to hear.
    }
  }

  /// Returns when it answers.
  URI url() throws Exception {
    return URI.create(firstLine());
  }

  /// What it says when it is ready.
  String firstLine() throws Exception {
    return firstLine.get(START_SECONDS, TimeUnit.SECONDS);
  }

  /// What it has said on stderr.
  List<String> said() {
    return List.copyOf(said);
  }

  /// Ends it as SIGTERM does. Unlike `Process.destroy` this leaves its streams open, so that its
  /// last words are heard.
  void terminate() {
    boolean _ = process.toHandle().destroy();
  }

  /// Has it stand still, or go on.
  ///
  /// @param name of the signal, `STOP` or `CONT`
  void signal(String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill fails: " + kill.exitValue());
    }
  }

  /// Ends it so that nothing of it runs any more.
  void kill() {
    process.destroyForcibly();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Returns its exit code when it has ended.
  int ended() throws InterruptedException {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("serve does not end: " + said);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
