package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Followers of a log, as `text/event-stream`.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EventStreamTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void a_follower_that_is_cut_100_times_sees_every_event_once_and_in_order() throws Exception {
    long seed = Long.getLong("STOCKADE_SEED", System.nanoTime());
    var random = new Random(seed);
    var database = new TestDatabase();
    try (Server one = database.start();
        Server other = database.start(Map.of("http-stream-poll", "10"))) {
      var client = new Client(one.url());
      String collection = collection(client);
      int events = 400;
      var accepting =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < events; i++) {
                  restock(client, collection);
                }
              });
      var seen = new ArrayList<Long>();
      int cuts = 0;
      while (seen.size() < events) {
        String last = seen.isEmpty() ? "0" : seen.getLast().toString();
        int most = cuts < 100 ? 1 + random.nextInt(4) : events;
        seen.addAll(follow(other.url(), collection, last, most, events - seen.size()));
        cuts++;
      }
      accepting.join();

      assertThat(cuts).as("cuts, seed %d", seed).isGreaterThan(100);
      assertThat(seen)
          .as("seed %d", seed)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, events).boxed().toList());
    }
  }

  @Test
  void the_end_of_the_server_ends_a_stream_and_waits_for_nobody() throws Exception {
    var database = new TestDatabase();
    Server server = database.start();
    String collection = collection(new Client(server.url()));
    HttpResponse<InputStream> stream = open(server.url(), collection, "0");
    var closing = CompletableFuture.runAsync(server::close);

    assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("retry: 500\n\n");
    assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void a_stream_beyond_the_bound_is_told_to_come_back() throws Exception {
    try (Server server = new TestDatabase().start(Map.of("http-streams", "1"))) {
      var client = new Client(server.url());
      String collection = collection(client);
      try (InputStream _ = open(server.url(), collection, "0").body()) {
        Reply reply =
            client.send(
                client.request(collection + "/events").header("Accept", "text/event-stream"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("type")).isEqualTo("/problems/busy");
      }
    }
  }

  @Test
  void a_stream_that_cannot_be_is_told_as_a_problem() {
    try (Server server = new TestDatabase().start()) {
      var client = new Client(server.url());
      String unknown = "/v1/collections/01900000-0000-7000-8000-000000000001/events";

      Reply nobody = client.send(client.request(unknown).header("Accept", "text/event-stream"));
      Reply nonsense =
          client.send(
              client
                  .request(unknown)
                  .header("Accept", "text/event-stream")
                  .header("Last-Event-ID", "x"));

      assertThat(nobody.text("type")).isEqualTo("/problems/unknown-collection");
      assertThat(nonsense.text("type")).isEqualTo("/problems/invalid-header");
    }
  }

  /// The sequences that are read until the follower cuts the connection.
  private static List<Long> follow(
      URI server, String collection, String last, int most, int missing) throws Exception {
    var seen = new ArrayList<Long>();
    try (InputStream body = open(server, collection, last).body();
        Scanner lines = new Scanner(body, StandardCharsets.UTF_8)) {
      while (seen.size() < Math.min(most, missing) && lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("id: ")) {
          seen.add(Long.valueOf(line.substring(4)));
        }
      }
    }
    return seen;
  }

  private static HttpResponse<InputStream> open(URI server, String collection, String last)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HTTP.send(
            HttpRequest.newBuilder(server.resolve(collection + "/events"))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", last)
                .build(),
            BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    return response;
  }

  private static String collection(Client client) {
    return client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":0}").header("location");
  }

  private static void restock(Client client, String collection) {
    client.post(collection + "/restocks", "{\"quantity\":1}");
  }
}
