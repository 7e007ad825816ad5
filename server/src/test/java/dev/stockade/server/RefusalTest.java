package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the rules refuse, over real HTTP.
class RefusalTest {
  @RegisterExtension private static final Node NODE = Node.start();
  private static final Client client = NODE.client();

  @Test
  void no_unit_is_left() {
    String collection = collection(1);
    client.post(bid(collection, 1) + "/acceptance");

    Reply refused = client.post(bid(collection, 1) + "/acceptance");

    assertProblem(refused, 409, "sold-out");
    assertThat(refused.number("stock")).isZero();
  }

  @Test
  void fewer_units_are_left_than_the_bid_asks_for() {
    Reply refused = client.post(bid(collection(2), 3) + "/acceptance");

    assertProblem(refused, 409, "not-enough-stock");
    assertThat(refused.number("requested")).isEqualTo(3);
    assertThat(refused.number("stock")).isEqualTo(2);
  }

  @Test
  void the_collection_is_closed() {
    String collection = collection(2);
    String bid = bid(collection, 1);
    client.post(collection + "/closure");

    assertProblem(client.post(bid + "/acceptance"), 409, "closed");
    assertProblem(client.post(collection + "/restocks", "{\"quantity\":1}"), 409, "closed");
    assertProblem(client.post(collection + "/bids", body(1)), 409, "closed");
  }

  @Test
  void the_bid_was_withdrawn() {
    String bid = bid(collection(1), 1);
    client.delete(bid);

    assertProblem(client.post(bid + "/acceptance"), 409, "bid-withdrawn");
    assertProblem(client.post(bid + "/rejection"), 409, "bid-withdrawn");
  }

  @Test
  void the_bid_was_rejected() {
    String bid = bid(collection(1), 1);
    client.post(bid + "/rejection");

    assertProblem(client.post(bid + "/acceptance"), 409, "bid-rejected");
    assertProblem(client.delete(bid), 409, "bid-rejected");
  }

  @Test
  void the_bid_was_accepted() {
    String bid = bid(collection(1), 1);
    client.post(bid + "/acceptance");

    assertProblem(client.delete(bid), 409, "bid-accepted");
    assertProblem(client.post(bid + "/rejection"), 409, "bid-accepted");
  }

  @Test
  void the_acceptance_was_released() {
    String bid = bid(collection(1), 1);
    client.post(bid + "/acceptance");
    client.delete(bid + "/acceptance");

    assertProblem(client.delete(bid), 409, "bid-released");
    assertProblem(client.post(bid + "/rejection"), 409, "bid-released");
  }

  @Test
  void where_several_hold_the_first_in_order_is_told() {
    String collection = collection(1);
    String bid = bid(collection, 2);
    client.post(bid + "/rejection");
    client.post(collection + "/closure");

    assertThat(keyed(collection + "/closure", "one", "\"7\"", "").status()).isEqualTo(200);
    assertProblem(
        keyed(collection + "/restocks", "two", "\"7\"", "{\"quantity\":1}"), 412, "version-moved");
    assertProblem(keyed(collection + "/restocks", "two", "*", "{\"quantity\":1}"), 409, "closed");
    assertProblem(keyed(collection + "/restocks", "two", "7", "{}"), 400, "invalid-header");
    assertProblem(client.post(bid + "/acceptance"), 409, "bid-rejected");
    assertProblem(client.post(bid(collection(0), 2) + "/acceptance"), 409, "sold-out");
    String elsewhere = collection.replaceAll("[^/]+$", UUID.randomUUID().toString());
    assertProblem(
        client.post(elsewhere + bid.substring(collection.length()) + "/acceptance"),
        404,
        "unknown-collection");
  }

  private static Reply keyed(String path, String key, String tag, String body) {
    return client.send("POST", path, body, "Idempotency-Key", key, "If-Match", tag);
  }

  @Test
  void a_refusal_is_not_remembered() {
    String collection = collection(0);
    String bid = bid(collection, 1);
    assertProblem(client.post(bid + "/acceptance"), 409, "sold-out");

    client.post(collection + "/restocks", "{\"quantity\":1}");

    assertThat(client.post(bid + "/acceptance").status()).isEqualTo(201);
  }

  private static void assertProblem(Reply reply, int status, String type) {
    assertThat(reply.text("type")).isEqualTo("/problems/" + type);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
  }

  private static String collection(int supply) {
    return client
        .post("/v1/collections", "{\"name\":\"drop\",\"supply\":%d}".formatted(supply))
        .header("location");
  }

  private static String bid(String collection, int quantity) {
    return client.post(collection + "/bids", body(quantity)).header("location");
  }

  private static String body(int quantity) {
    return "{\"bidder\":\"alice\",\"quantity\":%d,\"price\":{\"amount\":100,\"currency\":\"EUR\"}}"
        .formatted(quantity);
  }
}
