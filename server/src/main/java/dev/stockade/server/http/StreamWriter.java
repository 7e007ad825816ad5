package dev.stockade.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.engine.DatabaseException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Sends a stream until its client leaves, the database fails, or the server ends; who wants more
/// comes back with the id of the last event. A client that takes nothing is cut off by the watch.
///
/// @param heartbeat how long nothing may be sent
/// @param ends whether the server does
record StreamWriter(Duration heartbeat, BooleanSupplier ends) {
  /// Milliseconds after which a client whose stream ended comes back.
  private static final String BEGINNING = "retry: 500\n\n";

  void write(EventStream.Source source, OutputStream out) {
    long sent = System.nanoTime();
    try {
      send(out, BEGINNING);
      while (!ends.getAsBoolean()) {
        String next = source.next();
        if (next.isEmpty() && System.nanoTime() - sent >= heartbeat.toNanos()) {
          next = ":\n\n";
        }
        if (!next.isEmpty()) {
          send(out, next);
          sent = System.nanoTime();
        }
      }
    } catch (DatabaseException e) {
      // The client comes back, and is told then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }
}
