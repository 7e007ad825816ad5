package dev.stockade.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Stops the server of a temporary home and deletes the home, as soon as this process closes it or
/// ends, however it ends. It is a shell that reads from a pipe which nobody writes: the pipe's end
/// is the sign. It has a session of its own where it can, and ignores the terminal, whose Ctrl-C
/// goes to all its processes.
final class Watchdog implements AutoCloseable {

  private static final long CLOSE_SECONDS = 30;

  private final Process shell;
  private final Path home;

  private Watchdog(Process shell, Path home) {
    this.shell = shell;
    this.home = home;
  }

  static Watchdog over(Home home) {
    List<String> shell = List.of("sh", "-c", script(), "stockade-watchdog", home.root().toString());
    boolean detachable = Command.works(List.of("setsid", "true"));
    return new Watchdog(
        start(detachable ? Stream.concat(Stream.of("setsid"), shell.stream()).toList() : shell),
        home.root());
  }

  /// Returns when the server is gone and the home is deleted.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
        throw new PostgresUnavailable("cannot delete the temporary database in " + home);
      }
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("delete the temporary database in " + home, e);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Process start(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("run sh", e);
    }
  }

  private static String script() {
    try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("read watchdog.sh", e);
    }
  }
}
