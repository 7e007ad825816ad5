package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The bids of a collection as lists, over real HTTP.
class BidListTest {
  @RegisterExtension private static final Node NODE = Node.start();
  private static final Client client = NODE.client();

  @Test
  void bids_are_listed_by_time_and_by_price_in_pages() {
    String collection = collection();
    String first = bid(collection, 100, "EUR");
    String second = bid(collection, 300, "EUR");
    String third = bid(collection, 300, "EUR");
    String fourth = bid(collection, 200, "EUR");
    String fifth = bid(collection, 0, "EUR");
    bid(collection(), 300, "EUR");

    for (int limit = 1; limit <= 6; limit++) {
      assertThat(all(collection + "/bids?limit=" + limit))
          .containsExactly(first, second, third, fourth, fifth);
      assertThat(all(collection + "/bids?order=time&limit=" + limit))
          .containsExactly(first, second, third, fourth, fifth);
      assertThat(all(collection + "/bids?order=price&limit=" + limit))
          .containsExactly(second, third, fourth, first, fifth);
    }
  }

  @Test
  void a_bid_in_a_list_is_as_it_is_read_alone() {
    String collection = collection();
    String bid = bid(collection, 100, "EUR");

    Reply list = client.get(collection + "/bids");

    assertThat(list.body().path("bids").path(0))
        .isEqualTo(client.get(collection + "/bids/" + bid).body());
    assertThat(list.body().path("next").isNull()).isTrue();
  }

  @Test
  void bids_are_listed_by_what_has_become_of_them() {
    String collection = collection();
    String open = bid(collection, 1, "EUR");
    String accepted = bid(collection, 2, "EUR");
    String withdrawn = bid(collection, 3, "EUR");
    String rejected = bid(collection, 4, "EUR");
    String released = bid(collection, 5, "EUR");
    client.post(collection + "/bids/" + accepted + "/acceptance");
    client.delete(collection + "/bids/" + withdrawn);
    client.post(collection + "/bids/" + rejected + "/rejection");
    client.post(collection + "/bids/" + released + "/acceptance");
    client.delete(collection + "/bids/" + released + "/acceptance");

    for (String order : List.of("time", "price")) {
      String list = collection + "/bids?order=" + order + "&status=";
      assertThat(all(list + "open")).containsExactly(open);
      assertThat(all(list + "accepted")).containsExactly(accepted);
      assertThat(all(list + "withdrawn")).containsExactly(withdrawn);
      assertThat(all(list + "rejected")).containsExactly(rejected);
      assertThat(all(list + "released")).containsExactly(released);
    }
  }

  @Test
  void bids_in_several_currencies_are_listed_by_price_for_one_of_them() {
    String collection = collection();
    String euros = bid(collection, 1, "EUR");
    String dollars = bid(collection, 2, "USD");

    Reply unnamed = client.get(collection + "/bids?order=price");

    assertThat(unnamed.status()).isEqualTo(400);
    assertThat(unnamed.text("parameter")).isEqualTo("currency");
    assertThat(unnamed.text("detail"))
        .isEqualTo("the parameter currency is missing, and there are bids in EUR, USD");
    assertThat(all(collection + "/bids?order=price&currency=USD")).containsExactly(dollars);
    assertThat(all(collection + "/bids?order=price&currency=EUR")).containsExactly(euros);
    assertThat(all(collection + "/bids?order=price&currency=CHF")).isEmpty();
    assertThat(all(collection + "/bids?order=time")).containsExactly(euros, dollars);
  }

  @Test
  void a_collection_without_bids_has_an_empty_list() {
    String collection = collection();

    assertThat(all(collection + "/bids")).isEmpty();
    assertThat(all(collection + "/bids?order=price")).isEmpty();
  }

  /// The ids of all pages.
  private static List<String> all(String path) {
    var ids = new ArrayList<String>();
    String query = path.contains("?") ? path + "&" : path + "?";
    String next = "";
    do {
      Reply page = client.get(next.isEmpty() ? path : query + "after=" + next);
      assertThat(page.status()).as(page.response().body()).isEqualTo(200);
      page.body().path("bids").forEach(bid -> ids.add(bid.path("id").asString()));
      next = page.body().path("next").isNull() ? "" : page.text("next");
    } while (!next.isEmpty());
    return ids;
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
