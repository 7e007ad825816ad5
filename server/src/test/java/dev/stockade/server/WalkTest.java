package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a client does with the API, over real HTTP.
class WalkTest {
  @RegisterExtension private static final Node NODE = Node.start();
  private static final Client client = NODE.client();

  @Test
  void a_collection_is_created_read_and_found_again() {
    String id = UUID.randomUUID().toString();
    String body = "{\"id\":\"%s\",\"name\":\"Spring drop\",\"supply\":3}".formatted(id);

    Reply created = client.post("/v1/collections", body);
    Reply again = client.post("/v1/collections", body);
    Reply read = client.get("/v1/collections/" + id);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("location")).isEqualTo("/v1/collections/" + id);
    assertThat(created.body().propertyNames())
        .containsExactly(
            "id",
            "name",
            "supply",
            "stock",
            "held",
            "accepted",
            "version",
            "status",
            "strategy",
            "auto",
            "strategyReason",
            "openedAt",
            "changedAt");
    assertThat(created.text("name")).isEqualTo("Spring drop");
    assertThat(created.text("status")).isEqualTo("open");
    assertThat(created.text("strategy")).isEqualTo("row-lock");
    assertThat(created.number("stock")).isEqualTo(3);
    assertThat(Instant.parse(created.text("openedAt"))).isBeforeOrEqualTo(Instant.now());
    assertThat(created.text("changedAt")).isEqualTo(created.text("openedAt"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(created.body());
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(created.body());
  }

  @Test
  void a_collection_has_a_rate_limit_of_its_own_that_can_be_changed_or_taken_off() {
    String id = UUID.randomUUID().toString();
    String collection = "/v1/collections/" + id;
    String accept = collection + "/bids/" + UUID.randomUUID() + "/acceptance";

    Reply created =
        client.post(
            "/v1/collections",
            "{\"id\":\"%s\",\"name\":\"hot\",\"supply\":3,\"rateLimit\":\"1/min\"}".formatted(id));
    Reply first = client.post(accept, "");
    Reply second = client.post(accept, "");
    Reply off = client.send("PUT", collection + "/rate-limit", "{\"rateLimit\":\"off\"}");
    Reply third = client.post(accept, "");
    Reply wrong = client.send("PUT", collection + "/rate-limit", "{\"rateLimit\":\"fast\"}");

    assertThat(created.text("rateLimit")).isEqualTo("1/min");
    assertThat(first.status()).isEqualTo(404);
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.text("type")).isEqualTo("/problems/rate-limited");
    assertThat(second.header("Retry-After")).isEqualTo("60");
    assertThat(off.status()).isEqualTo(200);
    assertThat(off.body().has("rateLimit")).isFalse();
    assertThat(off.number("version")).isZero();
    assertThat(third.status()).isEqualTo(404);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("detail")).contains("a rate limit is like 1/s");
  }

  @Test
  void a_collection_has_a_strategy_of_its_own_that_can_be_changed_or_left_to_the_engine() {
    String collection = "/v1/collections/" + UUID.randomUUID();
    String id = collection.substring(collection.lastIndexOf('/') + 1);
    String path = collection + "/strategy";

    Reply created =
        client.post(
            "/v1/collections",
            "{\"id\":\"%s\",\"name\":\"hot\",\"supply\":3,\"strategy\":\"optimistic\"}"
                .formatted(id));
    Reply same = client.send("PUT", path, "{\"strategy\":\"optimistic\"}");
    Reply changed =
        client.send("PUT", path, "{\"strategy\":\"event-sourced\",\"reason\":\"it is hot\"}");
    Reply left = client.send("PUT", path, "{\"strategy\":\"auto\"}");
    Reply read = client.get(collection);
    Reply events = client.get(collection + "/events");

    assertThat(created.text("strategy")).isEqualTo("optimistic");
    assertThat(created.text("strategyReason")).isEqualTo("opened so");
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.number("version")).isZero();
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.number("sequence")).isEqualTo(1);
    assertThat(changed.body().path("auto").asBoolean()).isFalse();
    assertThat(left.body().path("auto").asBoolean()).isTrue();
    assertThat(read.text("strategy")).isEqualTo("event-sourced");
    assertThat(read.body().path("auto").asBoolean()).isTrue();
    assertThat(read.text("strategyReason")).isEqualTo("by hand");
    assertThat(read.text("strategySince")).isEqualTo(left.text("at"));
    assertThat(events.body().path("events").path(0).path("reason").asString())
        .isEqualTo("it is hot");
  }

  @Test
  void a_strategy_that_there_is_not_is_an_invalid_field() {
    String collection = collection(1);

    Reply changed = client.send("PUT", collection + "/strategy", "{\"strategy\":\"luck\"}");
    Reply created =
        client.post("/v1/collections", "{\"name\":\"x\",\"supply\":3,\"strategy\":\"luck\"}");

    assertThat(changed.text("type")).isEqualTo("/problems/invalid-field");
    assertThat(created.text("type")).isEqualTo("/problems/invalid-field");
    assertThat(created.text("detail")).startsWith("unknown strategy 'luck', known are ");
  }

  @Test
  void a_bid_is_placed_accepted_and_released() {
    String collection = collection(2);
    String bid = bid(collection, 2);
    String acceptance = bid + "/acceptance";

    Reply first = client.post(acceptance);
    Reply second = client.post(acceptance);
    Reply third = client.put(acceptance);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("location")).isEqualTo(acceptance);
    assertThat(first.body().propertyNames())
        .containsExactlyInAnyOrder("collection", "bid", "quantity", "sequence", "stock", "at");
    assertThat(first.number("sequence")).isEqualTo(1);
    assertThat(first.number("stock")).isZero();
    assertThat(List.of(second.status(), third.status())).containsOnly(200);
    assertThat(List.of(second.body(), third.body())).containsOnly(first.body());
    assertThat(client.get(acceptance).body()).isEqualTo(first.body());
    assertThat(client.get(bid).text("status")).isEqualTo("accepted");

    Reply released = client.delete(acceptance);

    assertThat(released.status()).isEqualTo(200);
    assertThat(released.number("stock")).isEqualTo(2);
    assertThat(client.delete(acceptance).body()).isEqualTo(released.body());
    assertThat(client.get(bid).text("status")).isEqualTo("released");
    assertThat(client.get(acceptance).body().path("release").path("sequence").asLong())
        .isEqualTo(2);
    assertThat(client.post(acceptance).body()).isEqualTo(first.body());
  }

  @Test
  void a_bid_is_read_as_it_was_placed() {
    String collection = collection(1);
    String id = UUID.randomUUID().toString();
    String body =
        """
        {"id": "%s", "bidder": "ålice 🌙", "quantity": 1, "price": {"amount": 9007199254740993, "currency": "EUR"}}
        """
            .formatted(id);

    Reply placed = client.post(collection + "/bids", body);
    Reply again = client.post(collection + "/bids", body);

    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.header("location")).isEqualTo(collection + "/bids/" + id);
    assertThat(placed.text("bidder")).isEqualTo("ålice 🌙");
    assertThat(placed.body().path("price").path("amount").asLong()).isEqualTo(9007199254740993L);
    assertThat(placed.text("status")).isEqualTo("open");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(placed.body());
    assertThat(client.get(collection + "/bids/" + id).body()).isEqualTo(placed.body());
  }

  @Test
  void a_bid_is_withdrawn_or_rejected() {
    String collection = collection(1);
    String withdrawn = bid(collection, 1);
    String rejected = bid(collection, 1);

    assertThat(client.delete(withdrawn).status()).isEqualTo(200);
    assertThat(client.delete(withdrawn).status()).isEqualTo(200);
    assertThat(client.get(withdrawn).text("status")).isEqualTo("withdrawn");
    assertThat(client.post(rejected + "/rejection").status()).isEqualTo(201);
    assertThat(client.post(rejected + "/rejection").status()).isEqualTo(200);
    assertThat(client.get(rejected).text("status")).isEqualTo("rejected");
  }

  @Test
  void a_collection_grows_once_for_each_restock_and_closes_for_good() {
    String collection = collection(1);
    String restock = "{\"id\":\"%s\",\"quantity\":5}".formatted(UUID.randomUUID());

    Reply first = client.post(collection + "/restocks", restock);
    Reply again = client.post(collection + "/restocks", restock);
    Reply closed = client.post(collection + "/closure");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.number("stock")).isEqualTo(6);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(closed.status()).isEqualTo(201);
    assertThat(closed.text("status")).isEqualTo("closed");
    assertThat(closed.number("supply")).isEqualTo(6);
    assertThat(client.post(collection + "/closure").status()).isEqualTo(200);
    assertThat(client.get(collection).body()).isEqualTo(closed.body());
  }

  @Test
  void the_log_is_read_in_pages() {
    String collection = collection(5);
    String kept = bid(collection, 2);
    client.post(kept + "/acceptance");
    client.delete(bid(collection, 1));
    client.post(bid(collection, 1) + "/rejection");
    client.delete(kept + "/acceptance");
    client.post(collection + "/restocks", "{\"quantity\":1}");
    client.post(collection + "/closure");

    var kinds = new ArrayList<String>();
    var sequences = new ArrayList<Long>();
    String after = "0";
    while (!after.isEmpty()) {
      Reply page = client.get(collection + "/events?limit=2&after=" + after);
      page.body()
          .path("events")
          .forEach(
              event -> {
                kinds.add(event.path("kind").asString());
                sequences.add(event.path("sequence").asLong());
              });
      after = page.body().path("next").isNull() ? "" : page.text("next");
    }

    assertThat(kinds)
        .containsExactly("accepted", "withdrawn", "rejected", "released", "restocked", "closed");
    assertThat(sequences).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void collections_are_listed_in_pages() {
    for (int i = 0; i < 5; i++) {
      collection(1);
    }

    var seen = new ArrayList<String>();
    String next = "";
    do {
      Reply page = client.get("/v1/collections?limit=2" + next);
      page.body().path("collections").forEach(it -> seen.add(it.path("id").asString()));
      next = page.body().path("next").isNull() ? "" : "&after=" + page.text("next");
    } while (!next.isEmpty());

    assertThat(seen).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void health_is_told() {
    assertThat(client.get("/health").text("status")).isEqualTo("ready");
    assertThat(client.get("/health/ready").text("status")).isEqualTo("ready");
    assertThat(client.get("/health/live").text("status")).isEqualTo("live");
  }

  @Test
  void head_tells_what_get_would_without_its_body() {
    Reply head = client.send("HEAD", "/v1/collections", "");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
    assertThat(Integer.parseInt(head.header("content-length"))).isPositive();
  }

  private static String collection(int supply) {
    return client
        .post("/v1/collections", "{\"name\":\"drop\",\"supply\":%d}".formatted(supply))
        .header("location");
  }

  private static String bid(String collection, int quantity) {
    return client
        .post(
            collection + "/bids",
            "{\"bidder\":\"alice\",\"quantity\":%d,\"price\":{\"amount\":100,\"currency\":\"EUR\"}}"
                .formatted(quantity))
        .header("location");
  }
}
