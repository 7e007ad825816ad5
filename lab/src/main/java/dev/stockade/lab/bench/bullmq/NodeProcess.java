package dev.stockade.lab.bench.bullmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.lab.Absent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A script that runs in Node and talks in lines. It ends at [#close], and with this process, since
/// its input ends then. Thread-safe.
final class NodeProcess implements AutoCloseable {
  private static final long GOODBYE_SECONDS = 5;

  private final Process process;
  private final BufferedReader said;
  private final BufferedWriter input;

  private NodeProcess(Process process) {
    this.process = process;
    this.said = process.inputReader(UTF_8);
    this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
  }

  /// Starts it and waits until it says that it is ready.
  ///
  /// @throws Absent where it does not
  static NodeProcess start(Path directory, String script, Map<String, String> environment) {
    try {
      var builder =
          new ProcessBuilder(List.of("node", script))
              .directory(directory.toFile())
              .redirectError(Redirect.DISCARD);
      builder.environment().putAll(environment);
      var started = new NodeProcess(builder.start());
      if (!"ready".equals(started.said.readLine())) {
        started.close();
        throw new Absent(
            "%s did not start: check that Node is 20 or newer, and that it reaches PostgreSQL and Redis"
                .formatted(script));
      }
      return started;
    } catch (IOException e) {
      throw new Absent("Node does not start: " + e.getMessage(), e);
    }
  }

  /// Hears each line that it says, on a thread of its own.
  ///
  /// @param end when it says no more
  void listen(Consumer<String> line, Runnable end) {
    Thread.ofPlatform()
        .daemon()
        .name("stockade-node")
        .start(
            () -> {
              try {
                for (String next = said.readLine(); next != null; next = said.readLine()) {
                  line.accept(next);
                }
              } catch (IOException e) {
                // It has ended.
              }
              end.run();
            });
  }

  synchronized void say(String line) throws IOException {
    input.write(line);
    input.newLine();
    input.flush();
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
