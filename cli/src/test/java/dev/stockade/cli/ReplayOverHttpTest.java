package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.stockade.embedded.RunningPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `stockade replay --server`, against a server that is a process of its own.
final class ReplayOverHttpTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ROWS = 200;
  private static final int SUPPLY = 150;

  @TempDir private static Path directory = Path.of("");
  private static Path data = Path.of("");
  private static Path trace = Path.of("");
  private static ServeProcess serve;
  private static URI url = URI.create("");

  @BeforeAll
  static void startServer() throws Exception {
    data = directory.resolve("data");
    serve = ServeProcess.on(data);
    url = serve.url();
    var rows = new StringBuilder("timestamp,item,price_eth,seller,buyer\n");
    for (int row = 0; row < ROWS; row++) {
      Instant at = Instant.parse("2021-03-13T18:30:00Z").plusSeconds(row);
      rows.append("%s,cat %d,0.3,s,\"Ann, née B\"\n".formatted(at, row));
    }
    trace = Files.writeString(directory.resolve("trace.csv"), rows);
  }

  @AfterAll
  static void stopServer() throws Exception {
    serve.terminate();
    serve.ended();
    serve.close();
  }

  @Test
  void a_crowd_gets_no_unit_too_many_while_another_client_reads_and_withdraws() throws Exception {
    String database = RunningPostgres.url(data).orElseThrow();
    Run run;
    try (var other = new OtherClient(url)) {
      run =
          replay(
              "--strategy=event-sourced",
              "--crowd=3",
              "--supply=" + SUPPLY,
              "--speed=50",
              "--database",
              database);
      assertThat(other.end()).as("withdrawn bids of %s", other).isPositive();
      assertThat(other.wrong()).isEmpty();
    }

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.get("strategy").asString()).isEqualTo("event-sourced");
    assertThat(json.get("rows").asInt()).isEqualTo(ROWS);
    assertThat(json.get("crowd").asInt()).isEqualTo(3);
    assertThat(json.get("callers").asInt()).isEqualTo(4 * ROWS);
    assertThat(json.get("accepted").asInt()).isEqualTo(SUPPLY);
    assertThat(json.get("modelledAccepted").asInt()).isBetween(1, SUPPLY);
    assertThat(json.get("soldOut").asInt()).isEqualTo(4 * ROWS - SUPPLY);
    assertThat(json.get("undecided").asInt()).isZero();
    assertThat(json.get("stockLeft").asInt()).isZero();
    assertThat(json.get("oversold").asInt()).isZero();
    assertThat(json.get("violations").asInt()).isZero();
    assertThat(json.get("audited").asBoolean()).isTrue();
  }

  @Test
  void without_a_database_the_checker_judges_by_what_http_tells() {
    Run run =
        Run.of(
            "replay", trace.toString(), "--speed=max", "--supply=20", "--server", url.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("200 rows in ", "stock left         0  of 20")
        .contains("Sound: the checker found every promise kept, in what HTTP tells.");
    assertThat(run.err()).contains("200 of 200 answered");
  }

  @Test
  void the_database_of_another_server_ends_with_exit_code_69() {
    Run run = replay("--speed=max", "--database", "postgresql://nobody@127.0.0.1:1/none");

    assertThat(run.code()).isEqualTo(Exit.ABSENT);
    assertThat(run.err()).contains("no PostgreSQL answers at 127.0.0.1:1");
  }

  @Test
  void something_else_that_answers_is_not_taken_for_a_server() throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    HttpServer stranger = HttpServer.create(address, 0);
    stranger.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("hi".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    stranger.start();
    try {
      String there = "http://127.0.0.1:" + stranger.getAddress().getPort();

      Run run = Run.of("replay", trace.toString(), "--server", there);

      assertThat(run.code()).isEqualTo(Exit.ABSENT);
      assertThat(run.err())
          .contains("stockade: what answers at " + there + " is no server of Stockade: 200 hi");
    } finally {
      stranger.stop(0);
    }
  }

  private static Run replay(String... options) {
    var words = new ArrayList<String>();
    words.add("replay");
    words.add(trace.toString());
    words.add("--json");
    words.add("--server=" + url);
    words.addAll(List.of(options));
    return Run.of(words.toArray(String[]::new));
  }
}
