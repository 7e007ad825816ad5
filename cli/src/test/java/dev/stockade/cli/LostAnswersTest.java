package dev.stockade.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the commands that ask a server do with answers that get lost, that say to come back, and
/// that make no sense. Each request meets the next of the answers that were prepared, the last one
/// again and again.
final class LostAnswersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DROP = new UUID(1, 1).toString();
  private static final String BID = new UUID(1, 2).toString();
  private static final Prepared LOST = new Prepared(0, "");
  private static final Prepared DONE = new Prepared(201, "{\"sequence\":1}");

  /// @param status 0: the connection breaks
  private record Prepared(int status, String body) {
    static Prepared problem(int status, String name, String title) {
      return new Prepared(
          status,
          "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"detail\":\"so it is\"}"
              .formatted(name, title));
    }
  }

  private final List<Prepared> prepared = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer http;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    http.createContext("/", this::answer);
    http.setExecutor(threads);
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
    threads.close();
  }

  @Test
  void where_an_answer_is_lost_the_same_is_asked_again_under_the_same_new_id() {
    prepare(LOST, LOST, new Prepared(201, "{\"id\":\"x\"}"));

    Run run = run("collection", "create", "--name=x", "--supply=1", "--json");

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("{\"id\":\"x\"}\n");
    assertThat(bodies).hasSize(3);
    assertThat(bodies.stream().distinct()).hasSize(1);
    assertThat(run.err())
        .isEqualTo(
            "stockade: the answer was lost at %s; asking again, for 10 s at most\n"
                .formatted(url()));
  }

  @Test
  void where_no_answer_comes_it_is_in_doubt_and_told_how_to_ask_again() {
    prepare(LOST);

    Run run = run("bid", "place", DROP, "--bidder=a", "--amount=1", "--currency=EUR", "--wait=0");

    String id = JSON.readTree(bodies.getFirst()).path("id").asString();
    assertThat(run)
        .isEqualTo(
            new Run(
                75,
                "",
                "stockade: in doubt: the answer was lost at %s; it may have been done, or may yet: repeat the command with --id %s to be sure\n"
                    .formatted(url(), id)));
  }

  @Test
  void a_doubt_is_no_refusal_and_no_absence_whatever_comes_after() {
    prepare(Prepared.problem(504, "in-doubt", "In doubt"), Prepared.problem(503, "busy", "Busy"));

    Run run = run("accept", DROP, BID, "--wait=1");

    assertThat(run.code()).isEqualTo(75);
    assertThat(run.err())
        .endsWith(
            "stockade: in doubt: busy: so it is; it may have been done, or may yet: repeat the command to be sure\n");
  }

  @Test
  void what_is_deferred_is_asked_again() {
    prepare(Prepared.problem(503, "busy", "Busy"), DONE);

    Run run = run("accept", DROP, BID);

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("sequence  1\n");
    assertThat(run.err()).isEqualTo("stockade: busy: so it is; asking again, for 10 s at most\n");
  }

  @Test
  void of_reading_nothing_is_in_doubt() {
    prepare(LOST);

    assertThat(run("collection", "show", DROP, "--wait=0"))
        .isEqualTo(new Run(69, "", "stockade: the answer was lost at %s\n".formatted(url())));
  }

  @Test
  void a_defect_of_the_server_is_told_as_one() {
    prepare(Prepared.problem(500, "internal-error", "Internal error"));

    Run run = run("accept", DROP, BID);

    assertThat(run)
        .isEqualTo(
            new Run(70, "", "stockade: internal error: so it is; the server's log says more\n"));
  }

  @Test
  void a_server_that_is_no_stockade_is_told_from_one() {
    prepare(new Prepared(200, "<html>"), new Prepared(404, "{\"error\":\"not found\"}"));
    String sentence =
        "stockade: what listens at %s is no Stockade, it answered %d and no JSON of one: check --server\n";

    assertThat(run("collection", "list"))
        .isEqualTo(new Run(69, "", sentence.formatted(url(), 200)));
    assertThat(run("collection", "list"))
        .isEqualTo(new Run(69, "", sentence.formatted(url(), 404)));
  }

  @Test
  void what_does_not_speak_http_is_told_from_a_server() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      threads.execute(
          () -> {
            try (var line = socket.accept()) {
              line.getOutputStream().write("SSH-2.0-x\r\n\r\n".getBytes(UTF_8));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      String url = "http://127.0.0.1:" + socket.getLocalPort();

      Run run = Run.of("collection", "list", "--server", url);

      assertThat(run)
          .isEqualTo(
              new Run(
                  69,
                  "",
                  "stockade: what listens at %s is no Stockade, it does not speak http: check --server\n"
                      .formatted(url)));
    }
  }

  @Test
  void where_nobody_listens_it_says_so_at_once() {
    http.stop(0);

    assertThat(run("accept", DROP, BID))
        .isEqualTo(
            new Run(
                69,
                "",
                "stockade: no server answers at %s: check that it runs, and host and port in --server\n"
                    .formatted(url())));
  }

  private void prepare(Prepared... answers) {
    prepared.addAll(List.of(answers));
  }

  private String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private Run run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", url()));
    return Run.of(all.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Prepared next = prepared.size() > 1 ? prepared.removeFirst() : prepared.getFirst();
    if (next.status() != 0) {
      byte[] bytes = next.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(next.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
