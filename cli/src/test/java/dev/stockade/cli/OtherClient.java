package dev.stockade.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody else who uses the collection of a replay while it is sold: reads it and its log, places
/// bids and withdraws them, and tries to withdraw bids of others that are accepted.
final class OtherClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final URI base;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger withdrawn = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);

  OtherClient(URI base) {
    this.base = base;
    thread.start();
  }

  /// Ends and returns how many bids it has withdrawn.
  int end() throws InterruptedException {
    over.set(true);
    if (!thread.join(LIMIT)) {
      throw new AssertionError("the other client does not end");
    }
    return withdrawn.get();
  }

  /// Answers that should not have come.
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  private void run() {
    try {
      while (!over.get()) {
        for (JsonNode it : json(get("/v1/collections?limit=1000")).path("collections")) {
          if (it.path("name").asString().equals("replay")) {
            meddle("/v1/collections/" + it.path("id").asString());
          }
        }
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      wrong.add(e.toString());
    }
  }

  private void meddle(String collection) throws IOException, InterruptedException {
    JsonNode read = json(get(collection));
    int stock = read.path("stock").asInt();
    if (stock < 0 || stock + read.path("accepted").asInt() != read.path("supply").asInt()) {
      wrong.add(read.toString());
    }
    String bid = collection + "/bids/" + UUID.randomUUID();
    String body =
        """
        {"id": "%s", "bidder": "other", "quantity": 1, "price": {"amount": 1, "currency": "ETH"}}
        """
            .formatted(bid.substring(bid.lastIndexOf('/') + 1));
    expect(201, send("POST", collection + "/bids", body));
    expect(200, send("DELETE", bid, ""));
    expect(409, send("POST", bid + "/acceptance", ""));
    withdrawn.incrementAndGet();
    for (JsonNode event : json(get(collection + "/events?limit=5")).path("events")) {
      if (event.path("kind").asString().equals("accepted")) {
        expect(409, send("DELETE", collection + "/bids/" + event.path("bid").asString(), ""));
      }
    }
  }

  private void expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      wrong.add(response.request() + ": " + response.statusCode() + " " + response.body());
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    over.set(true);
    http.shutdownNow();
  }
}
