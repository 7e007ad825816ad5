package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.server.Client.Reply;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.EnumSource;

/// Requests that create nothing and are sent again under a key, to two nodes on one database.
class KeptAnswersTest {
  private static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension private static final Node HERE = Node.on(DATABASE);
  @RegisterExtension private static final Node THERE = Node.on(DATABASE);
  private static final Client client = HERE.client();
  private static final Client there = THERE.client();

  /// A request on a collection or a bid of its own.
  enum Ask {
    STRATEGY("PUT", "/strategy", "{\"strategy\":\"optimistic\",\"reason\":\"r\"}", 200),
    RATE_LIMIT("PUT", "/rate-limit", "{\"rateLimit\":\"100/s\"}", 200),
    CLOSURE("POST", "/closure", "", 201),
    BATCH("POST", "/acceptances:batch", "{\"bids\":[\"BID\"]}", 200),
    ATOMIC("POST", "/acceptances:batch", "{\"bids\":[\"BID\"],\"atomic\":true}", 200),
    BEST("POST", "/acceptances:best", "{\"count\":1}", 200),
    WITHDRAWAL("DELETE", "/bids/BID", "", 200),
    REJECTION("POST", "/bids/BID/rejection", "", 201),
    RELEASE("DELETE", "/bids/ACCEPTED/acceptance", "", 200);

    private final String method;
    private final String path;
    private final String body;
    private final int status;

    Ask(String method, String path, String body, int status) {
      this.method = method;
      this.path = path;
      this.body = body;
      this.status = status;
    }

    Reply send(Client node, Place place, String key) {
      return node.keyed(method, place.in(place.collection() + path), key, place.in(body));
    }
  }

  @ParameterizedTest
  @EnumSource
  void it_is_done_once_and_answered_the_same_on_every_node(Ask ask) {
    Place place = Place.make(client);
    String key = newKey();

    Reply first = ask.send(client, place, key);
    int events = place.events();
    Reply again = ask.send(there, place, key);

    assertThat(first.status()).as(first.response().body()).isEqualTo(ask.status);
    assertThat(first.header("idempotency-replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("stockade-strategy")).isEqualTo(first.header("stockade-strategy"));
    assertThat(place.events()).isEqualTo(events);
  }

  @ParameterizedTest
  @EnumSource
  void ten_copies_to_two_nodes_at_once_are_done_once_and_answered_the_same(Ask ask)
      throws Exception {
    Place place = Place.make(client);
    int before = place.events();
    String key = newKey();
    var barrier = new CyclicBarrier(10);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Reply> replies =
          threads
              .invokeAll(
                  IntStream.range(0, 10)
                      .<Callable<Reply>>mapToObj(
                          i ->
                              () -> {
                                barrier.await(10, TimeUnit.SECONDS);
                                return ask.send(i % 2 == 0 ? client : there, place, key);
                              })
                      .toList())
              .stream()
              .map(reply -> reply.resultNow())
              .toList();

      assertThat(replies).extracting(Reply::status).containsOnly(200, ask.status);
      assertThat(replies)
          .extracting(reply -> reply.header("idempotency-replayed"))
          .containsOnlyOnce("");
      assertThat(replies).extracting(Reply::body).containsOnly(replies.getFirst().body());
    }
    assertThat(place.events() - before).isEqualTo(ask == Ask.RATE_LIMIT ? 0 : 1);
  }

  @Test
  void the_best_again_are_the_same_bids_and_under_another_key_the_next_best() {
    Place place = Place.make(client);
    String key = newKey();

    Reply first = Ask.BEST.send(client, place, key);
    Reply again = Ask.BEST.send(there, place, key);
    Reply next = Ask.BEST.send(there, place, newKey());

    assertThat(first.body().at("/results/0/bid").asString()).isEqualTo(place.bid());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(next.body().at("/results/0/bid").asString()).isNotEqualTo(place.bid());
    assertThat(next.body().at("/results/0/status").asInt()).isEqualTo(201);
  }

  @Test
  void another_body_under_the_key_is_refused_and_one_that_means_the_same_is_not() {
    Place place = Place.make(client);
    String key = newKey();
    String path = place.collection() + "/strategy";
    Reply first = client.keyed("PUT", path, key, "{\"strategy\":\"optimistic\",\"reason\":\"a\"}");

    Reply otherwise = there.keyed("PUT", path, key, "{\"strategy\":\"row-lock\",\"reason\":\"a\"}");
    Reply written =
        there.keyed("PUT", path, key, "{ \"reason\" : \"a\", \"strategy\" : \"optimistic\" }");

    assertThat(otherwise.status()).isEqualTo(422);
    assertThat(otherwise.text("type")).isEqualTo("/problems/idempotency-key-reused");
    assertThat(written.body()).isEqualTo(first.body());
    assertThat(client.get(place.collection()).text("strategy")).isEqualTo("optimistic");
  }

  @Test
  void a_refusal_is_kept_too() {
    Place place = Place.make(client);
    String key = newKey();
    String path = place.collection() + "/bids/" + place.accepted();

    Reply refused = client.keyed("DELETE", path, key, "");
    client.delete(path + "/acceptance");
    Reply again = there.keyed("DELETE", path, key, "");
    Reply anew = there.keyed("DELETE", path, newKey(), "");

    assertThat(refused.text("type")).isEqualTo("/problems/bid-accepted");
    assertThat(again.body()).isEqualTo(refused.body());
    assertThat(again.header("content-type")).isEqualTo("application/problem+json");
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(anew.text("type")).isEqualTo("/problems/bid-released");
  }

  @Test
  void what_cannot_be_meant_is_not_kept() {
    Place place = Place.make(client);
    String key = newKey();
    String body = "{\"bidder\":\"a\",\"quantity\":1,\"price\":{\"amount\":1,\"currency\":\"USD\"}}";
    client.post(place.collection() + "/bids", body);

    Reply unclear = Ask.BEST.send(client, place, key);
    Reply clear =
        there.keyed(
            "POST",
            place.collection() + "/acceptances:best",
            key,
            "{\"count\":1,\"currency\":\"EUR\"}");

    assertThat(unclear.status()).isEqualTo(400);
    assertThat(clear.status()).isEqualTo(200);
  }

  @Test
  void under_a_rate_limit_a_list_passes_whole_or_not_at_all_and_its_answer_again_for_nothing() {
    Place place = Place.make(client);
    client.send("PUT", place.collection() + "/rate-limit", "{\"rateLimit\":\"1/h burst 2\"}");
    String key = newKey();

    String best = place.collection() + "/acceptances:best";
    Reply three = client.keyed("POST", best, newKey(), "{\"count\":3}");
    Reply two = client.keyed("POST", best, key, "{\"count\":2}");
    Reply one = client.keyed("POST", best, newKey(), "{\"count\":1}");
    Reply again = client.keyed("POST", best, key, "{\"count\":2}");

    assertThat(three.status()).isEqualTo(400);
    assertThat(three.text("field")).isEqualTo("count");
    assertThat(two.status()).isEqualTo(200);
    assertThat(two.number("accepted")).isEqualTo(2);
    assertThat(one.status()).isEqualTo(429);
    assertThat(again.body()).isEqualTo(two.body());
  }

  @Test
  void an_acceptance_is_its_own_memory_and_writes_no_answer() {
    Place place = Place.make(client);
    int before = DATABASE.answers();
    String path = place.collection() + "/bids/" + place.bid() + "/acceptance";
    String key = newKey();

    Reply accepted = client.keyed("POST", path, key, "");
    Reply again = there.keyed("POST", path, key, "");

    assertThat(accepted.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(accepted.body());
    assertThat(DATABASE.answers()).isEqualTo(before);
  }

  @Test
  void an_answer_is_kept_for_the_time_that_is_set_and_then_taken_away() {
    var database = new TestDatabase();
    try (Server forgetful = database.start(Map.of("answers-kept", "1000"))) {
      var node = new Client(forgetful.url());
      String collection =
          node.post("/v1/collections", "{\"name\":\"drop\",\"supply\":3}").header("location");
      String first = newKey();
      String path = collection + "/strategy";
      node.keyed("PUT", path, first, "{\"strategy\":\"optimistic\"}");
      for (int i = 0; i < 30; i++) {
        node.keyed("PUT", path, newKey(), "{\"strategy\":\"optimistic\"}");
      }

      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> node.keyed("PUT", path, first, "{\"strategy\":\"row-lock\"}").status() == 200);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                node.keyed("PUT", path, newKey(), "{\"strategy\":\"row-lock\"}");
                return database.answers() < 20;
              });
    }
  }

  private static String newKey() {
    return "order-" + UUID.randomUUID();
  }
}
