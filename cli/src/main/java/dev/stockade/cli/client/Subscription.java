package dev.stockade.cli.client;

import dev.stockade.cli.client.Told.Kind;
import dev.stockade.cli.client.Told.NotDone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A stream of events (`text/event-stream`) while it is open. A thread of its own reads it, at most
/// some lines ahead, so that one that has fallen silent can be left. For one reader.
final class Subscription implements AutoCloseable {
  private static final int LINES_AHEAD = 1_000;

  /// Several heartbeats of a server.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final String DATA = "data:";

  private final InputStream body;
  private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(LINES_AHEAD);
  private final Thread reader;

  Subscription(InputStream body) {
    this.body = body;
    this.reader = Thread.ofVirtual().name("stockade-subscription").start(this::read);
  }

  /// The next event; empty where the stream has ended, broken or fallen silent.
  Optional<Told> next() throws InterruptedException {
    var data = new StringBuilder();
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      if (line.get().startsWith(DATA)) {
        data.append(line.get().substring(DATA.length()));
      } else if (line.get().isEmpty() && !data.isEmpty()) {
        return Optional.of(told(data.toString().strip()));
      }
    }
  }

  private static Told told(String data) {
    Optional<JsonNode> event = Problem.json(data);
    return event.isPresent()
        ? new Told.Done(data, event.get())
        : NotDone.of(Kind.DEFECT, "the server told something that is no event");
  }

  private Optional<String> line() throws InterruptedException {
    Optional<String> line = lines.poll(LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS);
    return line == null ? Optional.empty() : line;
  }

  private void read() {
    try (var text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      readAll(text);
      lines.put(Optional.empty());
    } catch (IOException e) {
      // Only closing it can fail.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAll(BufferedReader text) throws InterruptedException {
    try {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines.put(Optional.of(line));
      }
    } catch (IOException e) {
      // It broke, which is an end like any other.
    }
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      body.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }
}
