package dev.stockade.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.embedded.LocalPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stockade serve` as a process that is ended and started again.
class ServeTest {
  /// How often the server is ended under load. STOCKADE_ROUNDS raises it.
  private static final int ROUNDS =
      Integer.parseInt(System.getenv().getOrDefault("STOCKADE_ROUNDS", "2"));

  private static final int BUYERS = 32;
  private static final int SUPPLY = 1_000_000;
  private static final String ASKING = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir private static Path directory = Path.of("");

  /// The data that each test finds and leaves.
  private static Path data = Path.of("");

  @BeforeAll
  static void choose() {
    data = directory.resolve("data");
  }

  @Test
  void at_sigterm_every_request_that_is_under_way_is_answered() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      try (ServeProcess serve = ServeProcess.on(data);
          var buyers = new Buyers(serve.url(), SUPPLY)) {
        buyers.start(BUYERS);
        await().atMost(Duration.ofSeconds(60)).until(() -> buyers.answers() > 500 + 37 * BUYERS);

        serve.terminate();

        assertThat(serve.ended()).as("round %d: %s", round, serve.said()).isEqualTo(143);
        buyers.finished();
        assertThat(buyers.failures()).as("round %d", round).isEmpty();
        assertThat(isStopped()).isTrue();
      }
    }
  }

  /// As where its machine sleeps, or has no time for it.
  @Test
  void a_server_that_has_stood_still_cuts_off_no_client_who_has_asked_meanwhile() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try (ServeProcess serve =
        ServeProcess.run("--port=0", "--data", data.toString(), "--set=http-idle=1000")) {
      int port = serve.url().getPort();
      for (int i = 0; i < BUYERS; i++) {
        var client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        client.setSoTimeout(30_000);
        clients.add(client);
      }
      assertThat(clients).allSatisfy(ServeTest::askAndHear);

      serve.signal("STOP");
      await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
      for (Socket client : clients) {
        client.getOutputStream().write(ASKING.getBytes(US_ASCII));
      }
      serve.signal("CONT");

      assertThat(clients).allSatisfy(ServeTest::hear);
      serve.terminate();
      serve.ended();
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static void askAndHear(Socket client) throws IOException {
    client.getOutputStream().write(ASKING.getBytes(US_ASCII));
    hear(client);
  }

  private static void hear(Socket client) throws IOException {
    var answer = new byte[1_024];
    int length = client.getInputStream().read(answer);
    assertThat(length).as("bytes of the answer").isPositive();
    assertThat(new String(answer, 0, length, US_ASCII)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void a_second_server_on_the_same_directory_is_refused_and_an_audit_is_not() throws Exception {
    try (ServeProcess serve = ServeProcess.on(data)) {
      serve.url();

      try (ServeProcess second = ServeProcess.on(data);
          LocalPostgres guest = LocalPostgres.existing(data, line -> {})) {
        assertThat(second.ended()).isEqualTo(Exit.ABSENT);
        assertThat(second.said())
            .containsExactly(
                "stockade: another process uses the database in %s: end it, or choose another directory"
                    .formatted(data));
        assertThat(guest.guest()).isTrue();
      }
      assertThat(serve.isAlive()).isTrue();
      serve.terminate();
      serve.ended();
    }
  }

  @Test
  void a_port_that_is_taken_is_told_in_a_sentence_and_nothing_is_written() throws Exception {
    Path nowhere = directory.resolve("nowhere");
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        ServeProcess serve =
            ServeProcess.run(
                "--port", Integer.toString(taken.getLocalPort()), "--data", nowhere.toString())) {
      assertThat(serve.ended()).isEqualTo(Exit.ABSENT);
      assertThat(serve.said())
          .containsExactly(
              "stockade: port %d is taken: stop what listens there, or choose another port"
                  .formatted(taken.getLocalPort()));
      assertThat(nowhere).doesNotExist();
    }
  }

  /// Whether nobody holds the directory and PostgreSQL does not run in it.
  private static boolean isStopped() {
    return !data.resolve("cluster").resolve("postmaster.pid").toFile().exists();
  }
}
