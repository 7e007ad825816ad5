package dev.stockade.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a program to its end, for at most a given time, and keeps what it printed. An interrupt
/// does not cut it short, because the server has to be stopped also on the way out; it is kept.
///
/// @param code the exit code
/// @param output standard output and error together
record Command(int code, String output) {

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

  boolean succeeded() {
    return code == 0;
  }

  /// Runs `words` in the root directory, which everybody can enter. The program does not hear the
  /// caller's `PG…` variables, and speaks English.
  ///
  /// @throws PostgresUnavailable if it cannot be started, or has not ended after `limit`
  static Command run(Duration limit, List<String> words) {
    Process process = start(words);
    CompletableFuture<Command> end =
        CompletableFuture.supplyAsync(() -> read(process))
            .thenCombine(
                process.onExit(), (output, ended) -> new Command(ended.exitValue(), output));
    boolean interrupted = false;
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        try {
          return end.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new PostgresUnavailable(
          "%s did not end within %d s".formatted(words.getFirst(), limit.toSeconds()), e);
    } finally {
      process.destroyForcibly();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// True if the program exists and soon succeeds.
  static boolean works(List<String> words) {
    try {
      return run(PROBE_LIMIT, words).succeeded();
    } catch (PostgresUnavailable e) {
      return false;
    }
  }

  private static Process start(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(new File("/"));
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start();
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("run " + words.getFirst(), e);
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
