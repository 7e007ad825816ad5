package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.server.Client.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Requests whose clients do not wait, while a stranger holds the collection's row.
class OperationTest {
  private static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension
  private static final Node HERE =
      Node.on(DATABASE, Map.of("http-operation-time", "1000", "deadline", "20000"));

  @RegisterExtension
  private static final Node THERE =
      Node.on(DATABASE, Map.of("http-operations", "1", "deadline", "1500"));

  private static final Client client = HERE.client();
  private static final Client there = THERE.client();

  @Test
  void who_does_not_wait_longer_is_told_where_the_answer_will_be() throws Exception {
    String collection = collection();
    String bid = bid(collection);
    Reply told;
    try (Connection _ = DATABASE.hold(collection.replaceAll(".*/", ""))) {
      long begun = System.nanoTime();
      told = post(client, bid + "/acceptance", "respond-async, wait=1");
      assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(990).toNanos());
      assertThat(client.get(told.header("location")).text("status")).isEqualTo("running");
    }

    assertThat(told.status()).isEqualTo(202);
    assertThat(told.header("preference-applied")).isEqualTo("respond-async, wait=1");
    assertThat(told.text("status")).isEqualTo("running");
    assertThat(told.header("location")).isEqualTo("/v1/operations/" + told.text("id"));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> client.get(told.header("location")).text("status").equals("done"));
    Reply done = client.get(told.header("location"));
    assertThat(done.body().at("/answer/status").asInt()).isEqualTo(201);
    assertThat(done.body().at("/answer/headers/Location").asString())
        .isEqualTo(bid + "/acceptance");
    assertThat(done.body().at("/answer/body")).isEqualTo(client.post(bid + "/acceptance").body());
  }

  @Test
  void what_is_decided_within_the_time_is_answered_as_ever() {
    String bid = bid(collection());

    Reply accepted = post(client, bid + "/acceptance", "foo=\"a, b\", WAIT=10, respond-async");
    Reply refused = post(client, bid + "/rejection", "respond-async;x=1, wait=10");
    Reply patient = post(client, bid + "/acceptance", "wait=10");

    assertThat(accepted.status()).isEqualTo(201);
    assertThat(accepted.header("preference-applied")).isEqualTo("wait=10");
    assertThat(refused.text("type")).isEqualTo("/problems/bid-accepted");
    assertThat(patient.status()).isEqualTo(200);
    assertThat(patient.header("preference-applied")).isEmpty();
  }

  @Test
  void who_does_not_wait_at_all_is_told_at_once_also_where_it_is_refused() {
    String bid = bid(collection());
    client.delete(bid);

    Reply told = post(client, bid + "/acceptance", "respond-async");

    if (told.status() == 202) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> client.get(told.header("location")).text("status").equals("done"));
      Reply done = client.get(told.header("location"));
      assertThat(done.body().at("/answer/status").asInt()).isEqualTo(409);
      assertThat(done.body().at("/answer/body/type").asString())
          .isEqualTo("/problems/bid-withdrawn");
    } else {
      assertThat(told.text("type")).isEqualTo("/problems/bid-withdrawn");
    }
  }

  @Test
  void an_answer_is_forgotten_after_its_time_and_is_known_to_its_node_alone() throws Exception {
    String collection = collection();
    String bid = bid(collection);
    Reply told;
    try (Connection _ = DATABASE.hold(collection.replaceAll(".*/", ""))) {
      told = post(client, bid + "/acceptance", "respond-async");
      assertThat(told.status()).isEqualTo(202);
      assertThat(there.get(told.header("location")).text("type"))
          .isEqualTo("/problems/unknown-operation");
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> client.get(told.header("location")).status() == 404);
    assertThat(client.post(bid + "/acceptance").status()).isEqualTo(200);
    assertThat(client.get("/v1/operations/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void where_there_is_no_room_for_one_more_its_client_waits() throws Exception {
    String collection = collection();
    String first = bid(collection);
    String second = bid(collection);
    try (Connection _ = DATABASE.hold(collection.replaceAll(".*/", ""))) {
      Reply told = post(there, first + "/acceptance", "respond-async");
      Reply waited = post(there, second + "/acceptance", "respond-async");

      assertThat(told.status()).isEqualTo(202);
      assertThat(waited.status()).isEqualTo(503);
      assertThat(waited.text("type")).isEqualTo("/problems/busy");
      assertThat(waited.header("preference-applied")).isEmpty();
    }
  }

  @Test
  void a_server_that_ends_ends_what_goes_on_in_it_first() throws Exception {
    String collection = collection();
    String bid = bid(collection);
    try (Server ending = DATABASE.start()) {
      var node = new Client(ending.url());
      Connection stranger = DATABASE.hold(collection.replaceAll(".*/", ""));
      Reply told = post(node, bid + "/acceptance", "respond-async");
      assertThat(told.status()).isEqualTo(202);
      Thread.ofVirtual()
          .start(
              () -> {
                await().atMost(Duration.ofSeconds(10)).until(() -> isGone(ending.url().getPort()));
                try {
                  stranger.close();
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              });
    }

    assertThat(client.get(bid).text("status")).isEqualTo("accepted");
  }

  private static boolean isGone(int port) {
    try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String collection() {
    return client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":3}").header("location");
  }

  private static String bid(String collection) {
    return client
        .post(
            collection + "/bids",
            "{\"bidder\":\"alice\",\"quantity\":1,\"price\":{\"amount\":100,\"currency\":\"EUR\"}}")
        .header("location");
  }

  private static Reply post(Client node, String path, String preference) {
    return node.send(node.request(path).header("Prefer", preference).POST(BodyPublishers.noBody()));
  }
}
