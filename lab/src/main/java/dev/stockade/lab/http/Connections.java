package dev.stockade.lab.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Connections to servers, that stay open. Thread-safe.
///
/// Nothing is sent twice here.
public final class Connections implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /// What they have in common.
  ///
  /// @param most requests, and so connections, at once; the others wait
  /// @param answer how long an answer may take: longer than any deadline of the server
  public record Bounds(int most, Duration answer) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Bounds bounds;
  private final Semaphore room;

  public Connections(Bounds bounds) {
    this.bounds = bounds;
    this.room = new Semaphore(bounds.most(), true);
  }

  /// Sends a letter and waits for its answer.
  ///
  /// @throws java.net.ConnectException where nobody listens: nothing was sent
  /// @throws java.net.http.HttpConnectTimeoutException likewise
  /// @throws IOException where it was sent, and no answer came
  public Raw send(URI server, Letter letter) throws IOException, InterruptedException {
    BodyPublisher body =
        letter.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(letter.body());
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(letter.path()))
            .timeout(bounds.answer())
            .header("Content-Type", "application/json")
            .method(letter.method(), body)
            .build();
    room.acquire();
    try {
      return Raw.of(http.send(request, BodyHandlers.ofString()));
    } finally {
      room.release();
    }
  }

  /// Asks for a stream of events, and returns when its head is there. It takes no room among the
  /// requests, and is open until its body is closed.
  ///
  /// @param last the id of the last event that is known; empty where none is
  /// @throws IOException as [#send] does
  public HttpResponse<InputStream> stream(URI server, String path, String last)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(bounds.answer())
            .header("Accept", "text/event-stream");
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
