package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stockade.server.RawHttp.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that are slow, many, or particular.
class ConnectionTest {
  private static final String GET = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String HEAD =
      "POST /v1/collections HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final String BODY = "{\"name\":\"x\",\"supply\":1}";

  private static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension
  private static final Node NODE =
      Node.on(
          DATABASE,
          Map.of(
              "http-connections", "3",
              "http-idle", "1000",
              "http-head-time", "500",
              "http-body-time", "500",
              "http-write-time", "500"));

  @Test
  void a_connection_serves_one_request_after_the_other() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      assertThat(http.send(GET).reply().status()).isEqualTo(200);
      assertThat(http.send(GET).reply().status()).isEqualTo(200);
      assertThat(http.send(GET + GET).reply().status()).isEqualTo(200);
      assertThat(http.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void a_connection_is_closed_where_the_client_wants_it() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      Reply reply = http.send(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).reply();

      assertThat(reply.header("connection")).isEqualTo("close");
      assertThat(http.isClosed()).isTrue();
    }
  }

  @Test
  void a_body_may_come_in_chunks() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      http.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      http.send("9\r\n" + BODY.substring(0, 9) + "\r\n");
      http.send("e\r\n" + BODY.substring(9) + "\r\n0\r\n\r\n");

      assertThat(http.reply().status()).isEqualTo(201);
      assertThat(http.send(GET).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void a_client_that_asks_whether_to_go_on_is_told_so() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      http.send(HEAD + "Expect: 100-continue\r\nContent-Length: " + BODY.length() + "\r\n\r\n");
      assertThat(http.reply().status()).isEqualTo(100);

      assertThat(http.send(BODY).reply().status()).isEqualTo(201);
    }
  }

  @Test
  void a_client_that_asks_whether_to_go_on_with_too_much_is_told_not_to() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      http.send(HEAD + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");

      assertThat(http.reply().status()).isEqualTo(413);
    }
  }

  @Test
  void a_slow_head_is_cut_off() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      Reply reply = http.send("GET /health/live HT").reply();

      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.type()).isEqualTo("/problems/request-timeout");
      assertThat(http.isClosed()).isTrue();
    }
  }

  @Test
  void a_head_that_drips_is_cut_off() {
    var dripping =
        CompletableFuture.supplyAsync(
            () -> {
              try (var http = new RawHttp(NODE.url())) {
                http.send("GET /health/live HTTP/1.1\r\n");
                await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> drip(http));
                return true;
              } catch (IOException e) {
                return true;
              }
            });

    assertThat(dripping).succeedsWithin(Duration.ofSeconds(30));
  }

  /// True once the server takes no more.
  private static boolean drip(RawHttp http) {
    try {
      http.send("X-Slow: 1\r\n");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void a_slow_body_is_cut_off_and_nothing_is_written() throws IOException {
    String before = DATABASE.content();
    try (var http = new RawHttp(NODE.url())) {
      http.send(HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY.substring(1));

      assertThat(http.reply().status()).isEqualTo(408);
      assertThat(http.isClosed()).isTrue();
    }
    assertThat(DATABASE.content()).isEqualTo(before);
  }

  @Test
  void a_silent_connection_is_closed() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      assertThat(http.isClosed()).isTrue();
    }
  }

  @Test
  void a_client_beyond_the_bound_is_told_to_come_back_and_then_finds_room() throws Exception {
    try (var first = new RawHttp(NODE.url());
        var second = new RawHttp(NODE.url());
        var third = new RawHttp(NODE.url())) {
      assertThat(first.send(GET).reply().status()).isEqualTo(200);
      assertThat(second.send(GET).reply().status()).isEqualTo(200);
      assertThat(third.send(GET).reply().status()).isEqualTo(200);

      Reply reply;
      try (var fourth = new RawHttp(NODE.url())) {
        reply = fourth.send(GET).reply();
      }

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.type()).isEqualTo("/problems/busy");
      assertThat(reply.header("retry-after")).isEqualTo("1");
      assertThat(first.send(GET).reply().status()).isEqualTo(200);
      assertThat(second.send(GET).reply().status()).isEqualTo(200);
      assertThat(third.send(GET).reply().status()).isEqualTo(200);
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              try (var http = new RawHttp(NODE.url())) {
                return http.send(GET).reply().status() == 200;
              }
            });
  }

  @Test
  void a_client_that_takes_no_answer_does_not_keep_its_connection() throws Exception {
    Server roomy = DATABASE.start(Map.of("http-write-time", "500", "http-drain", "30000"));
    try (var http = new RawHttp(roomy.url())) {
      var flooding =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  while (true) {
                    http.send(GET.repeat(1_000));
                  }
                } catch (IOException cutOff) {
                  return true;
                }
              });

      assertThat(flooding).succeedsWithin(Duration.ofSeconds(30));
    } finally {
      roomy.close();
    }
  }

  @Test
  void at_its_end_it_answers_who_is_inside_and_lets_nobody_in() throws Exception {
    Server ending = DATABASE.start();
    CompletableFuture<Void> closed;
    try (var inside = new RawHttp(ending.url());
        var late = new RawHttp(ending.url())) {
      inside.send(HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n");
      late.send(GET).reply();
      closed = CompletableFuture.runAsync(ending::close);
      await().atMost(Duration.ofSeconds(10)).until(() -> isLast(late.send(GET).reply()));

      assertThat(isRefused(ending)).isTrue();
      Reply answered = inside.send(BODY).reply();

      assertThat(answered.status()).isEqualTo(201);
      assertThat(isLast(answered)).isTrue();
      assertThat(inside.isClosed()).isTrue();
      assertThat(late.isClosed()).isTrue();
    }
    assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    assertThatThrownBy(() -> new RawHttp(ending.url())).isInstanceOf(ConnectException.class);
  }

  private static boolean isLast(Reply reply) {
    assertThat(reply.status()).isIn(200, 201);
    return "close".equals(reply.header("connection"));
  }

  private static boolean isRefused(Server server) throws IOException {
    try (var _ = new RawHttp(server.url())) {
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }
}
