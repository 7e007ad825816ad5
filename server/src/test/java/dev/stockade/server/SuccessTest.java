package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What every success of an edit tells: the sequence, the units left, the strategy, and when.
class SuccessTest {
  private static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension private static final Node HERE = Node.on(DATABASE);
  @RegisterExtension private static final Node THERE = Node.on(DATABASE);
  private static final Client client = HERE.client();
  private static final Client there = THERE.client();

  @ParameterizedTest
  @CsvSource({
    "POST,/bids/BID/acceptance,''",
    "PUT,/bids/BID/acceptance,''",
    "DELETE,/bids/ACCEPTED/acceptance,''",
    "DELETE,/bids/BID,''",
    "POST,/bids/BID/rejection,''",
    "POST,/restocks,'{\"quantity\":1}'",
    "PUT,/strategy,'{\"strategy\":\"row-lock\"}'",
    "PUT,/strategy,'{\"strategy\":\"optimistic\"}'",
    "PUT,/rate-limit,'{\"rateLimit\":\"9/s\"}'",
    "POST,/closure,''",
    "POST,/acceptances:batch,'{\"bids\":[\"BID\"]}'",
    "POST,/acceptances:best,'{\"count\":1}'"
  })
  void it_tells_the_sequence_the_stock_the_strategy_and_the_time(
      String method, String path, String body) {
    String collection =
        client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":3}").header("location");
    String accepted = bid(collection);
    client.post(collection + "/bids/" + accepted + "/acceptance");
    String bid = bid(collection);
    String at = collection + path.replace("BID", bid).replace("ACCEPTED", accepted);
    String sent = body.replace("BID", bid);

    // Neither node has the collection in mind.
    Reply keyed = there.keyed(method, at, "order-" + UUID.randomUUID(), sent);
    Reply plain = client.send(method, at, sent);

    assertTold(collection, keyed);
    assertTold(collection, plain);
  }

  @Test
  void a_new_collection_tells_so_too() {
    Reply opened = client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":3}");

    assertTold(opened.header("location"), opened);
  }

  private static void assertTold(String collection, Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isIn(200, 201);
    JsonNode body = reply.body();
    if (body.has("results") && body.path("results").isEmpty()) {
      return;
    }
    JsonNode told = body.has("results") ? body.at("/results/0") : body;
    boolean whole = told.has("supply");
    long version = client.get(collection).number("version");
    assertThat(told.path(whole ? "version" : "sequence").asLong(-1)).isBetween(0L, version);
    assertThat(told.path("stock").asInt(-1)).isBetween(0, 4);
    assertThat(Instant.parse(told.path(whole ? "changedAt" : "at").asString())).isNotNull();
    assertThat(whole ? told.path("strategy").asString() : reply.header("stockade-strategy"))
        .isIn("row-lock", "optimistic");
  }

  private static String bid(String collection) {
    return client
        .post(
            collection + "/bids",
            "{\"bidder\":\"alice\",\"quantity\":1,\"price\":{\"amount\":100,\"currency\":\"EUR\"}}")
        .text("id");
  }
}
