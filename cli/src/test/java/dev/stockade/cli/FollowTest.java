package dev.stockade.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `events --follow`, cut off and left alone.
@Timeout(180)
final class FollowTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CUTS = 100;
  private static final int COLLECTIONS = 6;
  private static final int EACH = 60;

  private static LiveServer server;
  private static HttpClient http;
  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    server = new LiveServer();
    http = HttpClient.newHttpClient();
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    http.close();
    server.close();
  }

  @Test
  void of_one_collection_it_prints_every_event_once_and_in_order_however_often_it_is_cut()
      throws Exception {
    String drop = create();
    Future<?> writing = threads.submit(() -> restock(drop, COLLECTIONS * EACH));

    List<JsonNode> told = followWithCuts(COLLECTIONS * EACH, drop);
    writing.get();

    assertThat(told)
        .extracting(it -> it.path("sequence").asLong())
        .isEqualTo(upTo(COLLECTIONS * EACH));
  }

  @Test
  void of_all_collections_it_prints_every_event_once_and_in_order_however_often_it_is_cut()
      throws Exception {
    String before = cursor();
    List<String> drops = Stream.generate(FollowTest::create).limit(COLLECTIONS).toList();
    List<Future<?>> writing = new ArrayList<>();
    drops.forEach(drop -> writing.add(threads.submit(() -> restock(drop, EACH))));

    List<JsonNode> told = followWithCuts(COLLECTIONS * EACH, "--after", before);
    for (Future<?> it : writing) {
      it.get();
    }

    Map<String, List<Long>> sequences =
        told.stream()
            .collect(
                groupingBy(
                    it -> it.path("collection").asString(),
                    mapping(it -> it.path("sequence").asLong(), toList())));
    assertThat(sequences).isEqualTo(drops.stream().collect(toMap(it -> it, it -> upTo(EACH))));
  }

  @Test
  void it_waits_for_a_server_that_goes_away() throws Exception {
    String drop = create();
    restock(drop, 1);
    var printer = new Printer(2);
    Future<Integer> following =
        threads.submit(() -> follow(printer, server.url().toString(), drop));
    await().atMost(Duration.ofSeconds(30)).until(() -> printer.lines.size() == 1);

    server.restart();
    restock(drop, 1);

    assertThat(following.get()).isZero();
    assertThat(printer.lines).hasSize(2);
  }

  @Test
  void for_people_the_events_of_all_collections_name_them() {
    String before = cursor();
    String drop = create();
    restock(drop, 1);

    Run run = server.run("events", "--after", before);

    assertThat(run.out()).matches(drop + " +1  .* restocked +1 left  restock .*  quantity 1\n");
  }

  @Test
  void what_is_no_cursor_ends_with_exit_code_2() {
    assertThat(server.run("events", "--follow", "--after", "00000000-1"))
        .isEqualTo(
            new Run(
                2,
                "",
                "stockade: invalid parameter: the parameter after must be the cursor of an event that this server has told; without one, all events are\n"));
    assertThat(server.run("events", UUID.randomUUID().toString(), "--after", "x"))
        .isEqualTo(new Run(2, "", "stockade: --after must be the sequence of an event: 'x'\n"));
  }

  /// Takes so many lines; then nobody reads on.
  private static final class Printer extends PrintStream {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final int most;

    Printer(int most) {
      super(OutputStream.nullOutputStream());
      this.most = most;
    }

    @Override
    public void println(String line) {
      lines.add(line);
    }

    @Override
    public boolean checkError() {
      return lines.size() >= most;
    }
  }

  private static List<JsonNode> followWithCuts(int events, String... words) throws Exception {
    long seed = Long.getLong("STOCKADE_SEED", System.nanoTime());
    var printer = new Printer(events);
    try (var proxy = new CuttingProxy(server.url(), CUTS, seed)) {
      assertThat(follow(printer, proxy.url(), words)).as("seed %d", seed).isZero();
      assertThat(proxy.cuts()).as("seed %d", seed).isEqualTo(CUTS);
    }
    assertThat(printer.lines).as("seed %d", seed).hasSize(events);
    return printer.lines.stream().map(JSON::readTree).toList();
  }

  private static int follow(Printer printer, String url, String... words) {
    List<String> all = new ArrayList<>(List.of("events", "--follow", "--json", "--wait=60"));
    all.addAll(List.of(words));
    all.addAll(List.of("--server", url));
    return Main.execute(
        new Console(printer, System.err, false), () -> false, all.toArray(String[]::new));
  }

  /// The cursor of the last event of all; makes one.
  private static String cursor() {
    String drop = create();
    restock(drop, 1);
    List<String> lines = server.run("events", "--json").out().lines().toList();
    return JSON.readTree(lines.getLast()).path("cursor").asString();
  }

  private static String create() {
    Run run = server.run("collection", "create", "--name=Drop", "--supply=0", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out()).path("id").asString();
  }

  private static void restock(String drop, int times) {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/collections/" + drop + "/restocks"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"quantity\":1}"))
            .build();
    IntStream.range(0, times)
        .forEach(
            i ->
                assertThat(http.sendAsync(request, BodyHandlers.discarding()).join().statusCode())
                    .isEqualTo(201));
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
