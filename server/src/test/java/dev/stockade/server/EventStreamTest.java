package dev.stockade.server;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Followers of a log, as `text/event-stream`.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EventStreamTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final int EVENTS = 400;

  @Test
  void a_follower_that_is_cut_100_times_sees_every_event_once_and_in_order() throws Exception {
    var database = new TestDatabase();
    try (Server one = database.start();
        Server other = database.start(Map.of("http-stream-poll", "10"))) {
      var client = new Client(one.url());
      String collection = collection(client);
      var writing = CompletableFuture.runAsync(() -> restock(client, collection, EVENTS));

      List<Told> told = followWithCuts(other.url(), collection + "/events", EVENTS);
      writing.join();

      assertThat(told)
          .extracting(Told::id)
          .isEqualTo(upTo(EVENTS).stream().map(Object::toString).toList());
      assertThat(told)
          .extracting(it -> it.data().path("sequence").asLong())
          .isEqualTo(upTo(EVENTS));
    }
  }

  @Test
  void a_follower_of_everything_that_is_cut_100_times_sees_every_event_once_and_in_order()
      throws Exception {
    var database = new TestDatabase();
    try (Server one = database.start();
        Server other = database.start(Map.of("http-stream-poll", "10"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var client = new Client(one.url());
      List<String> collections = Stream.generate(() -> collection(client)).limit(8).toList();
      int each = EVENTS / collections.size();
      List<Future<?>> writing = new ArrayList<>();
      collections.forEach(it -> writing.add(threads.submit(() -> restock(client, it, each))));

      List<Told> told = followWithCuts(other.url(), "/v1/events", EVENTS);
      for (Future<?> it : writing) {
        it.get();
      }

      Map<String, List<Long>> sequences =
          told.stream()
              .map(Told::data)
              .collect(
                  groupingBy(
                      it -> "/v1/collections/" + it.path("collection").asString(),
                      mapping(it -> it.path("sequence").asLong(), toList())));
      assertThat(sequences)
          .isEqualTo(collections.stream().collect(toMap(it -> it, it -> upTo(each))));
      assertThat(told).extracting(it -> it.data().path("cursor").asString()).isEqualTo(ids(told));
    }
  }

  @Test
  void who_reads_pages_and_who_follows_are_told_the_same() throws Exception {
    try (Server server = new TestDatabase().start()) {
      var client = new Client(server.url());
      for (int i = 0; i < 3; i++) {
        restock(client, collection(client), 2);
      }

      var read = new ArrayList<JsonNode>();
      String next = "";
      while (!next.equals("null")) {
        Reply page = client.get("/v1/events?limit=4" + next);
        page.body().path("events").forEach(read::add);
        next = page.body().path("next").isNull() ? "null" : "&after=" + page.text("next");
      }

      List<Told> told = follow(server.url(), "/v1/events", "", 6);
      assertThat(told).extracting(Told::data).isEqualTo(read);
      String last = ids(told).getLast();
      restock(client, collection(client), 1);
      assertThat(client.get("/v1/events?after=" + last).body().path("events")).hasSize(1);
    }
  }

  @Test
  void a_cursor_of_another_database_is_refused() {
    try (Server server = new TestDatabase().start()) {
      var client = new Client(server.url());
      restock(client, collection(client), 1);
      String ours = client.get("/v1/events").body().at("/events/0/cursor").asString();

      for (String cursor : List.of("x", "00000000-1", ours.replaceAll("-1$", "-2"), "-1", "1")) {
        Reply page = client.get("/v1/events?after=" + cursor);
        Reply stream =
            client.send(
                client
                    .request("/v1/events")
                    .header("Accept", "text/event-stream")
                    .header("Last-Event-ID", cursor));

        assertThat(page.text("type")).as(cursor).isEqualTo("/problems/invalid-parameter");
        assertThat(stream.text("type")).as(cursor).isEqualTo("/problems/invalid-header");
      }
    }
  }

  @Test
  void the_end_of_the_server_ends_a_stream_and_waits_for_nobody() throws Exception {
    var database = new TestDatabase();
    Server server = database.start();
    String collection = collection(new Client(server.url()));
    HttpResponse<InputStream> stream = open(server.url(), collection + "/events", "0");
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
      try (InputStream _ = open(server.url(), collection + "/events", "0").body()) {
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

  private record Told(String id, JsonNode data) {}

  /// Follows until all are told; cuts the connection more than 100 times at random, and comes back.
  private static List<Told> followWithCuts(URI server, String path, int events) throws Exception {
    long seed = Long.getLong("STOCKADE_SEED", System.nanoTime());
    var random = new Random(seed);
    var seen = new ArrayList<Told>();
    int cuts = 0;
    while (seen.size() < events) {
      String last = seen.isEmpty() ? "" : seen.getLast().id();
      int most = cuts < 100 ? 1 + random.nextInt(4) : events;
      seen.addAll(follow(server, path, last, Math.min(most, events - seen.size())));
      cuts++;
    }
    assertThat(cuts).as("cuts, seed %d", seed).isGreaterThan(100);
    assertThat(seen).as("events, seed %d", seed).hasSize(events);
    return seen;
  }

  /// What is read until the follower cuts the connection.
  private static List<Told> follow(URI server, String path, String last, int most)
      throws Exception {
    var seen = new ArrayList<Told>();
    try (InputStream body = open(server, path, last).body();
        Scanner lines = new Scanner(body, StandardCharsets.UTF_8)) {
      String id = "";
      while (seen.size() < most && lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          seen.add(new Told(id, JSON.readTree(line.substring(6))));
        }
      }
    }
    return seen;
  }

  private static HttpResponse<InputStream> open(URI server, String path, String last)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve(path)).header("Accept", "text/event-stream");
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    return response;
  }

  private static List<String> ids(List<Told> told) {
    return told.stream().map(Told::id).toList();
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static String collection(Client client) {
    return client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":0}").header("location");
  }

  private static void restock(Client client, String collection, int times) {
    for (int i = 0; i < times; i++) {
      client.post(collection + "/restocks", "{\"quantity\":1}");
    }
  }
}
