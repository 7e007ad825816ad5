package dev.stockade.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that place bids and accept them over connections that stay open, until the server lets
/// nobody in any more.
final class Buyers implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI base;
  private final URI collection;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();

  Buyers(URI base, int supply) throws Exception {
    this.base = base;
    HttpResponse<String> created =
        post(
            base.resolve("/v1/collections"), "{\"name\":\"drop\",\"supply\":%d}".formatted(supply));
    this.collection = base.resolve(created.headers().firstValue("location").orElseThrow());
  }

  void start(int buyers) {
    for (int i = 0; i < buyers; i++) {
      threads.execute(this::buy);
    }
  }

  /// Answers that have come so far.
  int answers() {
    return answers.get();
  }

  /// The paths of the acceptances that were answered.
  Queue<String> accepted() {
    return accepted;
  }

  /// What should not have happened. That a connection is refused is no failure: nothing was sent.
  Queue<String> failures() {
    return failures;
  }

  URI collection() {
    return collection;
  }

  /// Returns when none of them is let in any more.
  void finished() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the buyers do not end");
    }
  }

  private void buy() {
    try {
      while (true) {
        String bid = UUID.randomUUID().toString();
        expect(
            201,
            post(
                URI.create(collection + "/bids"),
                """
                {"id": "%s", "bidder": "alice", "quantity": 1, "price": {"amount": 1, "currency": "EUR"}}
                """
                    .formatted(bid)));
        URI acceptance = URI.create(collection + "/bids/" + bid + "/acceptance");
        if (expect(201, post(acceptance, "{}"))) {
          accepted.add(acceptance.getPath());
        }
      }
    } catch (ConnectException e) {
      // The server lets nobody in any more.
    } catch (IOException | InterruptedException e) {
      failures.add(e.toString());
    }
  }

  private boolean expect(int status, HttpResponse<String> response) {
    answers.incrementAndGet();
    if (response.statusCode() != status) {
      failures.add(response.statusCode() + " " + response.body());
    }
    return response.statusCode() == status;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(URI uri, String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
