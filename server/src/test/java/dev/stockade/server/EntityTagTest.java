package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `ETag`, `If-Match` and `If-None-Match`, over real HTTP and on two nodes.
class EntityTagTest {
  private static final String OPTIMISTIC = "{\"strategy\":\"optimistic\"}";
  private static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension private static final Node HERE = Node.on(DATABASE);

  @RegisterExtension
  private static final Node THERE = Node.on(DATABASE, Map.of("http-require-if-match", "on"));

  private static final Client client = HERE.client();
  private static final Client there = THERE.client();

  @Test
  void the_tag_of_a_collection_is_its_version_and_how_often_its_rate_limit_was_set() {
    Reply opened = client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":3}");
    String collection = opened.header("location");

    client.post(collection + "/restocks", "{\"quantity\":1}");
    Reply restocked = client.get(collection);
    Reply limited = client.send("PUT", collection + "/rate-limit", "{\"rateLimit\":\"9/s\"}");
    Reply closed = client.post(collection + "/closure");

    assertThat(opened.header("etag")).isEqualTo("\"0\"");
    assertThat(restocked.header("etag")).isEqualTo("\"1\"");
    assertThat(restocked.header("cache-control")).isEqualTo("no-cache");
    assertThat(limited.header("etag")).isEqualTo("\"1.1\"");
    assertThat(closed.header("etag")).isEqualTo("\"2.1\"");
    assertThat(client.get(collection).header("etag")).isEqualTo("\"2.1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/strategy,'{\"strategy\":\"optimistic\"}'",
    "PUT,/rate-limit,'{\"rateLimit\":\"9/s\"}'",
    "POST,/restocks,'{\"quantity\":1}'",
    "POST,/closure,''"
  })
  void an_edit_is_done_at_the_version_that_was_seen_and_at_no_other(
      String method, String path, String body) {
    String collection = collection();
    String seen = client.get(collection).header("etag");
    client.post(collection + "/restocks", "{\"quantity\":1}");
    String before = DATABASE.content();

    Reply moved = client.send(method, collection + path, body, "If-Match", seen);
    Reply strange = client.send(method, collection + path, body, "If-Match", "\"abc\"");
    Reply weak = client.send(method, collection + path, body, "If-Match", "W/\"1\"");

    assertThat(List.of(moved, strange, weak))
        .allSatisfy(
            it -> {
              assertThat(it.status()).isEqualTo(412);
              assertThat(it.text("type")).isEqualTo("/problems/version-moved");
              assertThat(it.number("version")).isEqualTo(1);
            });
    assertThat(DATABASE.content()).isEqualTo(before);

    String now = client.get(collection).header("etag");
    Reply done = client.send(method, collection + path, body, "If-Match", now);
    assertThat(done.status()).isIn(200, 201);
    assertThat(client.get(collection).header("etag")).isNotEqualTo(now);
  }

  @Test
  void a_rate_limit_that_was_set_meanwhile_moves_a_collection_too() {
    String collection = collection();
    String seen = client.get(collection).header("etag");
    client.send("PUT", collection + "/rate-limit", "{\"rateLimit\":\"9/s\"}");

    Reply closure = client.send("POST", collection + "/closure", "", "If-Match", seen);
    Reply limit =
        client.send("PUT", collection + "/rate-limit", "{\"rateLimit\":\"8/s\"}", "If-Match", seen);

    assertThat(closure.status()).isEqualTo(412);
    assertThat(limit.status()).isEqualTo(412);
    assertThat(client.get(collection).text("rateLimit")).isEqualTo("9/s");
  }

  @Test
  void what_is_so_already_is_so_whatever_was_seen_so_that_an_edit_can_be_sent_again() {
    String collection = collection();
    String seen = client.get(collection).header("etag");
    String restock = "{\"id\":\"" + UUID.randomUUID() + "\",\"quantity\":1}";

    client.send("POST", collection + "/restocks", restock, "If-Match", seen);
    String restocked = client.get(collection).header("etag");
    client.send("PUT", collection + "/strategy", OPTIMISTIC, "If-Match", restocked);

    assertThat(client.send("POST", collection + "/restocks", restock, "If-Match", seen).status())
        .isEqualTo(200);
    assertThat(
            client
                .send("PUT", collection + "/strategy", OPTIMISTIC, "If-Match", restocked)
                .status())
        .isEqualTo(200);
    assertThat(client.get(collection).number("version")).isEqualTo(2);
  }

  @Test
  void of_ten_edits_that_saw_the_same_one_is_done() throws Exception {
    String collection = collection();
    String seen = client.get(collection).header("etag");
    var barrier = new CyclicBarrier(10);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses =
          threads
              .invokeAll(
                  IntStream.range(0, 10)
                      .<Callable<Integer>>mapToObj(
                          i ->
                              () -> {
                                barrier.await(10, TimeUnit.SECONDS);
                                Client node = i % 2 == 0 ? client : there;
                                String path = collection + "/restocks";
                                String body = "{\"quantity\":1}";
                                return node.send("POST", path, body, "If-Match", seen).status();
                              })
                      .toList())
              .stream()
              .map(status -> status.resultNow())
              .toList();

      assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 412);
    }
    assertThat(client.get(collection).number("supply")).isEqualTo(4);
  }

  @Test
  void a_precondition_that_failed_is_not_the_answer_to_its_key() {
    String collection = collection();
    String key = "order-" + UUID.randomUUID();
    client.post(collection + "/restocks", "{\"quantity\":1}");

    Reply moved =
        client.send(
            "POST", collection + "/closure", "", "Idempotency-Key", key, "If-Match", "\"0\"");
    Reply closed =
        client.send(
            "POST", collection + "/closure", "", "Idempotency-Key", key, "If-Match", "\"1\"");
    Reply again =
        client.send(
            "POST", collection + "/closure", "", "Idempotency-Key", key, "If-Match", "\"0\"");

    assertThat(moved.status()).isEqualTo(412);
    assertThat(closed.status()).isEqualTo(201);
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(again.header("etag")).isEqualTo("\"2\"");
  }

  @Test
  void a_server_may_demand_to_know_what_was_seen() {
    String collection = collection();

    Reply refused = there.send("PUT", collection + "/strategy", OPTIMISTIC);
    Reply any = there.send("PUT", collection + "/strategy", OPTIMISTIC, "If-Match", "*");

    assertThat(refused.status()).isEqualTo(428);
    assertThat(refused.text("type")).isEqualTo("/problems/version-required");
    assertThat(any.status()).isEqualTo(200);
    assertThat(there.post(collection + "/bids", bid()).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\", \"1\"", "\"", "\"0\" x", ""})
  void what_is_no_tag_is_refused(String tag) {
    Reply reply = client.send("POST", collection() + "/closure", "", "If-Match", tag);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("header")).isEqualTo("If-Match");
  }

  @Test
  void what_a_client_has_is_not_sent_again_until_it_changes() {
    String collection = collection();
    String bid = client.post(collection + "/bids", bid()).header("location");
    client.post(bid + "/acceptance");

    for (String path : List.of(collection, bid, bid + "/acceptance", "/openapi.yaml", "/docs")) {
      String tag = client.get(path).header("etag");
      assertThat(tag).as(path).isNotEmpty();
      Reply same = client.send("GET", path, "", "If-None-Match", "\"x\", W/" + tag);
      assertThat(same.status()).as(path).isEqualTo(304);
      assertThat(same.header("etag")).isEqualTo(tag);
      assertThat(client.send("HEAD", path, "", "If-None-Match", "*").status()).isEqualTo(304);
    }
    String before = client.get(bid).header("etag");
    client.delete(bid + "/acceptance");

    assertThat(client.send("GET", bid, "", "If-None-Match", before).status()).isEqualTo(200);
    assertThat(client.send("GET", bid, "", "If-None-Match", "no tag").status()).isEqualTo(200);
    assertThat(client.send("GET", collection, "", "If-None-Match", "\"1\"").status())
        .isEqualTo(200);
  }

  private static String collection() {
    return client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":3}").header("location");
  }

  private static String bid() {
    return "{\"bidder\":\"alice\",\"quantity\":1,\"price\":{\"amount\":100,\"currency\":\"EUR\"}}";
  }
}
