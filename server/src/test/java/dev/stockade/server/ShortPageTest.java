package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server whose pages have room for one, over real HTTP: what looks for more than that by itself
/// goes on.
class ShortPageTest {
  @RegisterExtension
  private static final Node NODE = Node.on(new TestDatabase(), Map.of("page", "1"));

  private static final Client client = NODE.client();

  @Test
  void bids_are_listed_by_price_where_no_currency_is_named() {
    String collection = collection();
    bid(collection, 100, "EUR");
    String best = bid(collection, 300, "EUR");

    Reply reply = client.get(collection + "/bids?order=price");

    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    assertThat(reply.body().path("bids").size()).isEqualTo(1);
    assertThat(reply.body().path("bids").path(0).path("id").asString()).isEqualTo(best);
  }

  @Test
  void the_best_bids_are_accepted_where_no_currency_is_named() {
    String collection = collection();
    String second = bid(collection, 100, "EUR");
    String best = bid(collection, 300, "EUR");

    Reply reply = client.post(collection + "/acceptances:best", "{\"count\":2}");

    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    assertThat(reply.body().path("results").path(0).path("bid").asString()).isEqualTo(best);
    assertThat(reply.body().path("results").path(1).path("bid").asString()).isEqualTo(second);
  }

  @Test
  void who_named_none_of_several_currencies_is_told_more_of_them_than_a_page_has() {
    String collection = collection();
    bid(collection, 100, "EUR");
    bid(collection, 300, "USD");
    bid(collection, 300, "CHF");

    Reply list = client.get(collection + "/bids?order=price");
    Reply best = client.post(collection + "/acceptances:best", "{\"count\":1}");

    assertThat(list.status()).as(list.response().body()).isEqualTo(400);
    assertThat(list.text("detail"))
        .isEqualTo("the parameter currency is missing, and there are bids in CHF, EUR, USD");
    assertThat(best.status()).as(best.response().body()).isEqualTo(400);
    assertThat(best.text("detail"))
        .isEqualTo("currency is missing, and there are bids in CHF, EUR, USD");
  }

  private static String collection() {
    return client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":9}").header("location");
  }

  private static String bid(String collection, int amount, String currency) {
    return client
        .post(
            collection + "/bids",
            "{\"bidder\":\"alice\",\"quantity\":1,\"price\":{\"amount\":%d,\"currency\":\"%s\"}}"
                .formatted(amount, currency))
        .text("id");
  }
}
