package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The server that is a bound: it must do all that is HTTP, and no less.
class HollowServerTest {
  @Test
  void it_answers_an_acceptance_as_a_server_with_an_engine_does() {
    String path = "/v1/collections/%s/bids/%s".formatted(UUID.randomUUID(), UUID.randomUUID());
    Reply hollow;
    Reply whole;
    try (var server = HollowServer.start(_ -> {})) {
      hollow = new Client(server.url()).post(path + "/acceptance");
    }
    try (Server server = new TestDatabase().start()) {
      whole = accepted(new Client(server.url()));
    }

    assertThat(hollow.status()).isEqualTo(whole.status()).isEqualTo(201);
    assertThat(fields(hollow)).isEqualTo(fields(whole));
    assertThat(headers(hollow)).isEqualTo(headers(whole));
    assertThat(hollow.header("Location")).isEqualTo(path + "/acceptance");
  }

  private static Reply accepted(Client client) {
    String collection =
        client.post("/v1/collections", "{\"name\":\"shop\",\"supply\":2}").header("Location");
    String bid =
        client
            .post(
                collection + "/bids",
                """
                {"bidder": "ann", "quantity": 1, "price": {"amount": 100, "currency": "EUR"}}
                """)
            .header("Location");
    return client.post(bid + "/acceptance");
  }

  private static Set<String> fields(Reply reply) {
    return new TreeSet<>(reply.body().propertyNames());
  }

  private static Set<String> headers(Reply reply) {
    return reply.response().headers().map().keySet();
  }
}
