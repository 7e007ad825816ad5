package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Many acceptances in one request, over real HTTP.
class ManyAcceptancesTest {
  @RegisterExtension private static final Node NODE = Node.start();
  private static final Client client = NODE.client();

  @Test
  void each_bid_of_a_batch_has_an_outcome_of_its_own_in_the_order_of_the_request() {
    String collection = collection(3);
    String taken = bid(collection, 1, 100);
    client.post(collection + "/bids/" + taken + "/acceptance");
    String large = bid(collection, 3, 100);
    String small = bid(collection, 1, 100);
    String last = bid(collection, 1, 100);
    String late = bid(collection, 1, 100);
    String unknown = UUID.randomUUID().toString();

    Reply reply = batch(collection, large, unknown, small, taken, last, late);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(texts(reply, "bid")).containsExactly(large, unknown, small, taken, last, late);
    assertThat(texts(reply, "status")).containsExactly("409", "404", "201", "200", "201", "409");
    assertThat(texts(reply, "sequence")).containsExactly("", "", "2", "1", "3", "");
    assertThat(result(reply, 0).path("type").asString()).isEqualTo("/problems/not-enough-stock");
    assertThat(result(reply, 0).path("stock").asInt()).isEqualTo(2);
    assertThat(result(reply, 1).path("type").asString()).isEqualTo("/problems/unknown-bid");
    assertThat(result(reply, 5).path("type").asString()).isEqualTo("/problems/sold-out");
    assertThat(reply.number("accepted")).isEqualTo(3);
    assertThat(reply.number("refused")).isEqualTo(3);
    assertThat(reply.number("deferred")).isZero();
    assertThat(reply.number("inDoubt")).isZero();
  }

  @Test
  void a_batch_that_is_sent_again_is_answered_with_the_same_acceptances() {
    String collection = collection(2);
    String first = bid(collection, 1, 100);
    String second = bid(collection, 1, 100);

    Reply once = batch(collection, first, second);
    Reply again = batch(collection, first, second);

    assertThat(texts(once, "status")).containsExactly("201", "201");
    assertThat(texts(again, "status")).containsExactly("200", "200");
    assertThat(texts(again, "sequence")).isEqualTo(texts(once, "sequence"));
    assertThat(texts(again, "at")).isEqualTo(texts(once, "at"));
    assertThat(client.get(collection).number("version")).isEqualTo(2);
  }

  @Test
  void a_result_is_what_the_bids_own_request_is_answered() {
    String collection = collection(1);
    String bid = bid(collection, 1, 100);

    JsonNode result = result(batch(collection, bid), 0);
    Reply own = client.post(collection + "/bids/" + bid + "/acceptance");

    assertThat(result.path("status").asInt()).isEqualTo(201);
    own.body()
        .properties()
        .forEach(it -> assertThat(result.path(it.getKey())).isEqualTo(it.getValue()));
  }

  @Test
  void a_thousand_bids_fit_into_a_batch() {
    String collection = collection(1_000);
    String[] nobodys =
        Stream.generate(() -> UUID.randomUUID().toString()).limit(1_000).toArray(String[]::new);

    Reply reply = batch(collection, nobodys);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.number("refused")).isEqualTo(1_000);
  }

  @Test
  void who_is_beyond_the_rate_limit_is_told_so_one_by_one() {
    String collection = collection(5);
    client.send("PUT", collection + "/rate-limit", "{\"rateLimit\":\"1/min burst 2\"}");
    String[] bids =
        IntStream.range(0, 3).mapToObj(i -> bid(collection, 1, 100)).toArray(String[]::new);

    Reply reply = batch(collection, bids);

    assertThat(texts(reply, "status")).containsExactly("201", "201", "429");
    assertThat(texts(reply, "retryAfter")).containsExactly("", "", "60");
    assertThat(reply.number("deferred")).isEqualTo(1);
  }

  @Test
  void an_atomic_batch_is_accepted_as_a_whole_and_again_with_the_same() {
    String collection = collection(2);
    String first = bid(collection, 1, 100);
    String second = bid(collection, 1, 100);

    Reply once = atomic(collection, first, second);
    Reply again = atomic(collection, first, second);

    assertThat(once.status()).isEqualTo(200);
    assertThat(texts(once, "status")).containsExactly("201", "201");
    assertThat(texts(once, "sequence")).containsExactly("1", "2");
    assertThat(texts(again, "status")).containsExactly("200", "200");
    assertThat(texts(again, "at")).isEqualTo(texts(once, "at"));
  }

  @Test
  void an_atomic_batch_of_which_one_is_refused_changes_nothing_and_tells_which() {
    String collection = collection(2);
    String first = bid(collection, 1, 100);
    String gone = bid(collection, 1, 100);
    String last = bid(collection, 2, 100);
    client.delete(collection + "/bids/" + gone);

    Reply reply = atomic(collection, first, gone, last);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("type")).isEqualTo("/problems/none-accepted");
    assertThat(reply.body().path("refused").path(0).path("bid").asString()).isEqualTo(gone);
    assertThat(reply.body().path("refused").path(0).path("type").asString())
        .isEqualTo("/problems/bid-withdrawn");
    assertThat(reply.body().path("refused").path(1).path("bid").asString()).isEqualTo(last);
    assertThat(reply.body().path("refused").size()).isEqualTo(2);
    assertThat(client.get(collection).number("stock")).isEqualTo(2);
    assertThat(client.get(collection).number("version")).isEqualTo(1);
  }

  @Test
  void an_atomic_batch_takes_a_token_for_each_bid_and_none_passes_that_is_longer_than_the_burst() {
    String collection = collection(9);
    client.send("PUT", collection + "/rate-limit", "{\"rateLimit\":\"1/min burst 2\"}");
    String first = bid(collection, 1, 100);
    String second = bid(collection, 1, 100);
    String third = bid(collection, 1, 100);

    Reply tooLong = atomic(collection, first, second, third);
    Reply passes = atomic(collection, first, second);
    Reply waits = atomic(collection, first, second);

    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.text("field")).isEqualTo("bids");
    assertThat(passes.status()).isEqualTo(200);
    assertThat(waits.status()).isEqualTo(429);
    assertThat(waits.header("retry-after")).isEqualTo("120");
    assertThat(waits.header("ratelimit")).isEqualTo("\"default\";r=0;t=120");
    assertThat(waits.header("ratelimit-policy")).isEqualTo("\"default\";q=1;w=120");
  }

  private static Reply atomic(String collection, String... bids) {
    String list = Arrays.stream(bids).map("\"%s\""::formatted).collect(Collectors.joining(","));
    return client.post(
        collection + "/acceptances:batch", "{\"bids\":[%s],\"atomic\":true}".formatted(list));
  }

  @Test
  void the_best_open_bids_are_accepted_the_earlier_first_among_equals() {
    String collection = collection(10);
    String low = bid(collection, 1, 100);
    String early = bid(collection, 1, 300);
    String late = bid(collection, 1, 300);
    String highest = bid(collection, 1, 500);
    String gone = bid(collection, 1, 900);
    client.delete(collection + "/bids/" + gone);

    Reply three = best(collection, "{\"count\":3}");
    Reply rest = best(collection, "{\"count\":3}");
    Reply none = best(collection, "{\"count\":3}");

    assertThat(three.status()).isEqualTo(200);
    assertThat(texts(three, "bid")).containsExactly(highest, early, late);
    assertThat(texts(three, "status")).containsOnly("201");
    assertThat(three.number("accepted")).isEqualTo(3);
    assertThat(texts(rest, "bid")).containsExactly(low);
    assertThat(none.body().path("results").isEmpty()).isTrue();
  }

  @Test
  void the_best_bids_that_are_refused_are_told_and_none_takes_their_place() {
    String collection = collection(2);
    String large = bid(collection, 3, 500);
    String small = bid(collection, 2, 300);
    bid(collection, 1, 100);

    Reply reply = best(collection, "{\"count\":2}");

    assertThat(texts(reply, "bid")).containsExactly(large, small);
    assertThat(texts(reply, "status")).containsExactly("409", "201");
  }

  @Test
  void the_best_of_several_currencies_are_those_of_the_one_that_is_named() {
    String collection = collection(2);
    bid(collection, 1, 500);
    String dollars =
        client
            .post(
                collection + "/bids",
                "{\"bidder\":\"bob\",\"quantity\":1,\"price\":{\"amount\":7,\"currency\":\"USD\"}}")
            .text("id");

    Reply unnamed = best(collection, "{\"count\":1}");
    Reply named = best(collection, "{\"count\":1,\"currency\":\"USD\"}");

    assertThat(unnamed.status()).isEqualTo(400);
    assertThat(unnamed.text("field")).isEqualTo("currency");
    assertThat(unnamed.text("detail"))
        .isEqualTo("currency is missing, and there are bids in EUR, USD");
    assertThat(texts(named, "bid")).containsExactly(dollars);
  }

  private static Reply best(String collection, String body) {
    return client.post(collection + "/acceptances:best", body);
  }

  private static Reply batch(String collection, String... bids) {
    String list = Arrays.stream(bids).map("\"%s\""::formatted).collect(Collectors.joining(","));
    return client.post(collection + "/acceptances:batch", "{\"bids\":[%s]}".formatted(list));
  }

  private static JsonNode result(Reply reply, int i) {
    return reply.body().path("results").path(i);
  }

  private static List<String> texts(Reply reply, String field) {
    return StreamSupport.stream(reply.body().path("results").spliterator(), false)
        .map(result -> result.path(field).asString(""))
        .toList();
  }

  private static String collection(int supply) {
    return client
        .post("/v1/collections", "{\"name\":\"drop\",\"supply\":%d}".formatted(supply))
        .header("location");
  }

  private static String bid(String collection, int quantity, int amount) {
    return client
        .post(
            collection + "/bids",
            "{\"bidder\":\"alice\",\"quantity\":%d,\"price\":{\"amount\":%d,\"currency\":\"EUR\"}}"
                .formatted(quantity, amount))
        .text("id");
  }
}
