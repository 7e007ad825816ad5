package dev.stockade.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The walks of the how-to pages, in bash and with curl, against one server. `./stockade` is run in
/// this process, so that a page does not start a Java for each of its lines.
final class HowToTest {
  private static final Path README = Pages.ROOT.resolve("README.md");
  private static final Path PAGES = Pages.ROOT.resolve("docs/how-to");

  /// The pages that are walked here, from their first block to their last.
  static final List<String> WALKED =
      List.of("import.md", "resolve-a-doubt.md", "accept-from-your-service.md", "follow-events.md");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path directory = Path.of("");

  private static LiveServer server;
  private static HttpServer door;

  @BeforeAll
  static void start() throws IOException {
    server = new LiveServer();
    door = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    door.createContext("/", HowToTest::runHere);
    door.start();
    Files.writeString(
        directory.resolve("stockade"),
        """
        printf '%%s\\0' "$@" | curl -sS --data-binary @- http://127.0.0.1:%d/ > said.$$
        tail -n +2 said.$$
        exit "$(head -n 1 said.$$)"
        """
            .formatted(door.getAddress().getPort()));
  }

  @AfterAll
  static void stop() {
    door.stop(0);
    server.close();
  }

  @Test
  void sales_are_brought_in_twice_and_the_audit_finds_nothing() throws Exception {
    walk("import.md");
    String said = walk("import.md");

    assertThat(said)
        .contains("4         3     93  accepted")
        .contains("stock            93\n", "accepted         7\n");
    Run audit = Run.of("audit", "--database", server.databaseUrl());
    assertThat(audit.code()).as(audit.out()).isZero();
  }

  @Test
  void a_doubt_is_resolved_by_asking_again() throws Exception {
    assertThat(walk("resolve-a-doubt.md"))
        .contains("sequence    1\n")
        .containsPattern("(?s)(\"sequence\":1,\"stock\":0.*){2}");
  }

  @Test
  void a_bid_is_accepted_with_curl() throws Exception {
    assertThat(walk("accept-from-your-service.md")).contains("\"sequence\":1,\"stock\":1");
  }

  @Test
  void the_readme_shows_the_command_line() throws Exception {
    assertThat(run("README.md", blockOfReadme())).containsPattern(" 1  .* accepted +1 left");
  }

  @Test
  void a_bid_is_accepted_in_java() throws Exception {
    String drop = server.url() + "/v1/collections/01900000-0000-7000-8000-0000000000d3";
    String bid = "01900000-0000-7000-8000-0000000000dc";
    String id = drop.substring(drop.lastIndexOf('/') + 1);
    server.run("collection", "create", "--id", id, "--name=Drop", "--supply=1");
    server.run("bid", "place", id, "--id", bid, "--bidder=a", "--amount=1", "--currency=EUR");
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI acceptance = URI.create(drop + "/bids/" + bid + "/acceptance");

      assertThat(accept(http, acceptance).statusCode()).isEqualTo(201);
      assertThat(accept(http, acceptance).statusCode()).isEqualTo(200);
    }
  }

  // region accept-over-http
  static HttpResponse<String> accept(HttpClient http, URI acceptance)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(acceptance)
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.noBody())
            .build();
    for (int attempt = 1; attempt <= 10; attempt++) {
      long seconds = 1;
      try {
        var response = http.send(request, BodyHandlers.ofString());
        switch (response.statusCode()) {
          case 429, 503 -> seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
          case 504 -> {} // in doubt
          default -> {
            return response; // 201 and 200: accepted; 404 and 409: refused
          }
        }
      } catch (IOException e) {
        // The answer was lost, which is a doubt too.
      }
      Thread.sleep(Duration.ofSeconds(seconds));
    }
    throw new IOException("in doubt, ask again later: " + acceptance);
  }

  // end

  @Test
  void events_are_brought_into_files_and_tables() throws Exception {
    String said = walk("follow-events.md");
    assertThat(said).contains("Spring drop");
    assertThat(Files.readString(directory.resolve("events.jsonl")).lines().toList().getLast())
        .contains("\"sequence\":1,\"kind\":\"restocked\"");
    try (HttpClient http = HttpClient.newHttpClient();
        Connection tables = DriverManager.getConnection(server.databaseUrl());
        var statement = tables.createStatement()) {
      statement.execute(String.join("", Pages.blocks(PAGES.resolve("follow-events.md"), "sql")));
      int brought = bringEvents(http, server.url(), tables);
      server.run("collection", "restock", "01900000-0000-7000-8000-0000000000d6", "1");

      assertThat(brought).isPositive();
      assertThat(bringEvents(http, server.url(), tables)).isEqualTo(1);
      assertThat(bringEvents(http, server.url(), tables)).isZero();
      var row = statement.executeQuery("SELECT count(*) FROM stockade_event");
      row.next();
      assertThat(row.getInt(1)).isEqualTo(brought + 1);
    }
  }

  // region bring-events
  static int bringEvents(HttpClient http, URI server, Connection tables) throws Exception {
    tables.setAutoCommit(false);
    try (var statement = tables.createStatement()) {
      var row = statement.executeQuery("SELECT cursor FROM stockade_cursor FOR UPDATE");
      row.next();
      String cursor = row.getString(1);
      String after = cursor.isEmpty() ? "" : "?after=" + cursor;
      var request = HttpRequest.newBuilder(server.resolve("/v1/events" + after)).build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("ask again later: " + response.body());
      }
      JsonNode events = JSON.readTree(response.body()).path("events");
      var write = tables.prepareStatement("INSERT INTO stockade_event VALUES (?, ?, ?, ?)");
      for (JsonNode event : events) {
        write.setObject(1, UUID.fromString(event.path("collection").asString()));
        write.setLong(2, event.path("sequence").asLong());
        write.setString(3, event.path("kind").asString());
        write.setInt(4, event.path("stock").asInt());
        write.addBatch();
        cursor = event.path("cursor").asString();
      }
      write.executeBatch();
      var keep = tables.prepareStatement("UPDATE stockade_cursor SET cursor = ?");
      keep.setString(1, cursor);
      keep.executeUpdate();
      tables.commit(); // the events and the cursor, or neither
      return events.size();
    } finally {
      tables.rollback();
    }
  }

  // end

  private static String blockOfReadme() throws IOException {
    return Pages.blocks(README, "sh").stream()
        .filter(HowToTest::isWalked)
        .findFirst()
        .orElseThrow();
  }

  /// Whether a block of the README is walked here.
  static boolean isWalked(String block) {
    return block.contains("./stockade bid");
  }

  /// Runs all that a page has for a shell, as one script that ends at the first failure.
  private static String walk(String page) throws Exception {
    return run(page, String.join("\n", Pages.blocks(PAGES.resolve(page), "sh")));
  }

  private static String run(String page, String walk) throws Exception {
    String script =
        walk.replace("http://127.0.0.1:8080", server.url().toString())
            .replace("./stockade", "bash ./stockade");
    Path said = directory.resolve(page + ".said");
    Process bash =
        new ProcessBuilder("bash", "-c", "set -eu -o pipefail\n" + script)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = bash.waitFor(2, TimeUnit.MINUTES);
    bash.destroyForcibly();
    assertThat(ended).as("%s ends", page).isTrue();
    assertThat(bash.exitValue()).as(Files.readString(said)).isZero();
    return Files.readString(said);
  }

  /// The exit code in the first line, then what was printed.
  private static void runHere(HttpExchange exchange) throws IOException {
    String words = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Run run = server.run(words.split("\0"));
    byte[] answer = (run.code() + "\n" + run.out() + run.err()).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
