package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.proof.fault.Cut;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Marks;
import dev.stockade.server.Client.Reply;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Answers that were lost on their way, to the client or from the database: whoever asks again is
/// told what was done.
class LostAnswersTest {
  private static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension private static final Node HERE = Node.on(DATABASE);
  @RegisterExtension private static final Node THERE = Node.on(DATABASE);
  private static final Client client = HERE.client();
  private static final Client there = THERE.client();

  @Test
  void who_breaks_the_connection_before_the_answer_is_told_it_when_he_asks_again()
      throws Exception {
    Place place = Place.make(client);
    String best = place.collection() + "/acceptances:best";
    String body = "{\"count\":1}";
    String key = newKey();
    int before = place.events();

    try (var impatient = new RawHttp(HERE.url())) {
      impatient.send(
          "POST %s HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(best, key, body.length(), body));
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> place.events() > before);
    Reply again = there.keyed("POST", best, key, body);

    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(again.body().at("/results/0/bid").asString()).isEqualTo(place.bid());
    assertThat(again.body().at("/results/0/sequence").asInt()).isEqualTo(before + 1);
    assertThat(place.events()).isEqualTo(before + 1);
  }

  @Test
  void an_acceptance_whose_commit_was_not_answered_is_there_when_it_is_asked_for_again()
      throws Exception {
    try (FaultProxy proxy = inFrontOfTheDatabase();
        Server node = behind(proxy)) {
      var asked = new Client(node.url());
      Place place = Place.make(client);
      String path = place.collection() + "/bids/" + place.bid() + "/acceptance";

      Cut cut = proxy.cutBeforeReply(Marks.commit(), 1);
      Reply doubt = asked.post(path);
      Reply again = asked.post(path);

      assertThat(cut.count()).isEqualTo(1);
      assertThat(doubt.status()).isEqualTo(504);
      assertThat(doubt.text("id")).isEqualTo(place.bid());
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.number("sequence")).isEqualTo(2);
      assertThat(client.post(path).body()).isEqualTo(again.body());
    }
  }

  @Test
  void where_the_reply_to_a_commit_was_lost_asking_again_gives_what_the_database_holds()
      throws Exception {
    try (FaultProxy proxy = inFrontOfTheDatabase();
        Server node = behind(proxy)) {
      var asked = new Client(node.url());
      Place place = Place.make(asked);
      String best = place.collection() + "/acceptances:best";
      String key = newKey();

      Cut cut = proxy.cutBeforeReply(Marks.commit(), 1);
      Reply doubt = asked.keyed("POST", best, key, "{\"count\":1}");
      Reply again = asked.keyed("POST", best, key, "{\"count\":1}");
      Cut before = proxy.cutBefore(Marks.commit(), 1);
      String second = newKey();
      Reply lost = asked.keyed("POST", best, second, "{\"count\":1}");
      Reply done = asked.keyed("POST", best, second, "{\"count\":1}");

      assertThat(cut.count()).isEqualTo(1);
      assertThat(before.count()).isEqualTo(1);
      assertThat(doubt.status()).isEqualTo(504);
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.header("idempotency-replayed")).isEqualTo("true");
      assertThat(again.body().at("/results/0/sequence").asInt()).isEqualTo(2);
      assertThat(lost.status()).isEqualTo(504);
      assertThat(done.header("idempotency-replayed")).isEmpty();
      assertThat(done.body().at("/results/0/sequence").asInt()).isEqualTo(3);
      assertThat(asked.get(place.collection()).number("accepted")).isEqualTo(3);
    }
  }

  private static FaultProxy inFrontOfTheDatabase() throws IOException {
    URI url = URI.create(TestDatabase.url().replaceFirst("^jdbc:", ""));
    return FaultProxy.inFrontOf(url.getHost(), url.getPort());
  }

  private static Server behind(FaultProxy proxy) {
    return DATABASE.start(
        () -> DriverManager.getConnection(proxy.through(TestDatabase.url())),
        Map.of("attempts", "1"));
  }

  private static String newKey() {
    return "order-" + UUID.randomUUID();
  }
}
