package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.engine.DatabaseException;
import dev.stockade.server.Client.Reply;
import dev.stockade.server.database.LocalDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients see while PostgreSQL is away, and once it is back.
class DatabaseAwayTest {
  private static final Map<String, String> SHORT = Map.of("deadline", "1500");

  /// The data that each test finds and leaves.
  @TempDir private static Path directory = Path.of("");

  @Test
  void while_it_is_away_clients_are_told_to_come_back_and_then_all_goes_on() {
    var url = new AtomicReference<String>();
    LocalPostgres first = LocalPostgres.at(directory, Progress.silent());
    url.set(first.jdbcUrl());
    try (Server server =
        Server.start(() -> DriverManager.getConnection(url.get()), config(), it -> {})) {
      var client = new Client(server.url());
      String bid = bid(client);
      first.close();

      Reply refused = client.post(bid + "/acceptance");
      Reply unread = client.get(bid);
      Reply unready = client.get("/health/ready");

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("type")).isEqualTo("/problems/busy");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(unread.status()).isEqualTo(503);
      assertThat(unread.text("type")).isEqualTo("/problems/database-unavailable");
      assertThat(unread.header("retry-after")).isEqualTo("1");
      assertThat(unready.status()).isEqualTo(503);
      assertThat(client.get("/health/live").status()).isEqualTo(200);

      try (LocalPostgres second = LocalPostgres.at(directory, Progress.silent())) {
        url.set(second.jdbcUrl());
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> client.post(bid + "/acceptance").status() == 201);
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void it_is_started_again_where_it_was_killed() throws Exception {
    try (LocalDatabase database = LocalDatabase.at(directory, Progress.silent());
        Server server = Server.start(database::connect, config(), it -> {})) {
      var client = new Client(server.url());
      String bid = bid(client);
      assertThat(client.post(bid + "/acceptance").status()).isEqualTo(201);

      ProcessHandle postmaster = postmaster();
      postmaster.children().forEach(ProcessHandle::destroyForcibly);
      postmaster.destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.post(bid + "/acceptance").status() == 200);
      assertThat(client.get(bid).text("status")).isEqualTo("accepted");
    }
  }

  @Test
  void it_is_not_shared_with_another_server() {
    try (LocalDatabase _ = LocalDatabase.at(directory, Progress.silent())) {
      assertThatThrownBy(() -> LocalDatabase.at(directory, Progress.silent()))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("another process uses the database in " + directory);
    }
  }

  @Test
  void a_server_does_not_start_without_it() {
    assertThatThrownBy(
            () ->
                Server.start(
                    () -> {
                      throw new SQLException("there is none", "08001");
                    },
                    config(),
                    it -> {}))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("the database does not answer");
  }

  private static ServerConfig config() {
    return ServerConfig.on(0).with(SHORT);
  }

  private static ProcessHandle postmaster() throws Exception {
    String pid =
        Files.readAllLines(directory.resolve("cluster").resolve("postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  private static String bid(Client client) {
    String collection =
        client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":1}").header("location");
    return client
        .post(
            collection + "/bids",
            "{\"bidder\":\"alice\",\"quantity\":1,\"price\":{\"amount\":100,\"currency\":\"EUR\"}}")
        .header("location");
  }
}
