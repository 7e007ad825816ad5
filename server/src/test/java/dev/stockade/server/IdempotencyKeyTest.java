package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are sent again under a key, to two nodes on one database, over real HTTP.
class IdempotencyKeyTest {
  private static final String COLLECTIONS = "/v1/collections";
  private static final String DROP = "{\"name\":\"drop\",\"supply\":5}";
  private static final String BID =
      "{\"bidder\":\"alice\",\"quantity\":1,\"price\":{\"amount\":100,\"currency\":\"EUR\"}}";

  private static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension private static final Node HERE = Node.on(DATABASE);
  @RegisterExtension private static final Node THERE = Node.on(DATABASE);
  private static final Client client = HERE.client();
  private static final Client there = THERE.client();

  @Test
  void what_is_created_again_under_its_key_is_the_same_on_every_node() {
    String key = newKey();

    Reply created = post(client, COLLECTIONS, key, DROP);
    Reply again = post(there, COLLECTIONS, key, DROP);
    Reply quoted = post(client, COLLECTIONS, "\"" + key + "\"", DROP);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("idempotency-replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(created.body());
    assertThat(quoted.body()).isEqualTo(created.body());
    assertThat(UUID.fromString(created.text("id")).version()).isEqualTo(8);
    assertThat(UUID.fromString(created.text("id")).variant()).isEqualTo(2);
  }

  @Test
  void a_key_that_is_used_with_another_body_is_refused() {
    String key = newKey();
    String collection = post(client, COLLECTIONS, key, DROP).header("location");
    post(client, collection + "/bids", key, BID);
    post(client, collection + "/restocks", key, "{\"quantity\":1}");

    assertReused(post(client, COLLECTIONS, key, DROP.replace("5", "6")));
    assertReused(post(there, collection + "/bids", key, BID.replace("alice", "bob")));
    assertReused(post(client, collection + "/restocks", key, "{\"quantity\":2}"));
    assertThat(client.get(collection).number("supply")).isEqualTo(6);
  }

  @Test
  void a_key_counts_for_its_path_alone() {
    String key = newKey();
    String one = client.post(COLLECTIONS, DROP).header("location");
    String two = client.post(COLLECTIONS, DROP).header("location");

    Reply here = post(client, one + "/bids", key, BID);
    Reply elsewhere = post(client, two + "/bids", key, BID);
    Reply restock = post(client, one + "/restocks", key, "{\"quantity\":1}");

    assertThat(here.status()).isEqualTo(201);
    assertThat(elsewhere.status()).isEqualTo(201);
    assertThat(elsewhere.text("id")).isNotEqualTo(here.text("id"));
    assertThat(restock.status()).isEqualTo(201);
  }

  @Test
  void an_id_in_the_body_is_the_key() {
    String key = newKey();
    String collection = client.post(COLLECTIONS, DROP).header("location");
    String id = UUID.randomUUID().toString();
    String body = BID.replaceFirst("\\{", "{\"id\":\"" + id + "\",");

    assertThat(post(client, collection + "/bids", key, body).text("id")).isEqualTo(id);
    assertThat(post(client, collection + "/bids", key, body.replace("alice", "bob")).text("type"))
        .isEqualTo("/problems/id-in-use");
  }

  @Test
  void ten_copies_of_one_request_to_two_nodes_create_one_bid_and_one_acceptance() throws Exception {
    String key = newKey();
    String collection = client.post(COLLECTIONS, DROP).header("location");
    var barrier = new CyclicBarrier(10);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies =
          threads
              .invokeAll(
                  IntStream.range(0, 10)
                      .<Callable<Reply>>mapToObj(
                          i ->
                              () -> {
                                Client node = i % 2 == 0 ? client : there;
                                barrier.await(10, TimeUnit.SECONDS);
                                Reply bid = post(node, collection + "/bids", key, BID);
                                barrier.await(10, TimeUnit.SECONDS);
                                String path = collection + "/bids/" + bid.text("id");
                                return post(node, path + "/acceptance", key, "");
                              })
                      .toList())
              .stream()
              .map(reply -> reply.resultNow())
              .toList();

      assertThat(replies).extracting(Reply::status).containsOnlyOnce(201);
      assertThat(replies).extracting(Reply::body).containsOnly(replies.getFirst().body());
      assertThat(replies)
          .extracting(reply -> reply.header("idempotency-replayed"))
          .containsOnlyOnce("");
      assertThat(client.get(collection + "/events").body().path("events").size()).isEqualTo(1);
    }
  }

  @Test
  void what_was_decided_tells_by_which_strategy_the_collection_is_decided() {
    String collection =
        client
            .post(COLLECTIONS, DROP.replace("}", ",\"strategy\":\"optimistic\"}"))
            .header("location");
    String bid = client.post(collection + "/bids", BID).header("location");

    assertThat(client.post(bid + "/acceptance").header("stockade-strategy"))
        .isEqualTo("optimistic");
    assertThat(client.delete(bid + "/acceptance").header("stockade-strategy"))
        .isEqualTo("optimistic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "a b", "\"a", "a\"b", "\"a\\\"b\""})
  void a_key_that_is_none_is_refused(String key) {
    Reply reply = post(client, COLLECTIONS, key, DROP);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("type")).isEqualTo("/problems/invalid-header");
    assertThat(reply.text("header")).isEqualTo("Idempotency-Key");
  }

  @Test
  void a_key_has_up_to_two_hundred_characters_and_stands_there_once() {
    Reply longest = post(client, COLLECTIONS, "k".repeat(200), DROP);
    Reply longer = post(client, COLLECTIONS, "k".repeat(201), DROP);
    Reply twice =
        client.send(
            client
                .request(COLLECTIONS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", newKey())
                .header("Idempotency-Key", newKey())
                .POST(BodyPublishers.ofString(DROP)));

    assertThat(longest.status()).isEqualTo(201);
    assertThat(longer.status()).isEqualTo(400);
    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.text("type")).isEqualTo("/problems/invalid-header");
  }

  private static void assertReused(Reply reply) {
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("type")).isEqualTo("/problems/idempotency-key-reused");
  }

  private static String newKey() {
    return "order-" + UUID.randomUUID();
  }

  private static Reply post(Client node, String path, String key, String body) {
    return node.keyed("POST", path, key, body);
  }
}
