package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Client.Reply;
import dev.stockade.server.Contract.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The examples of `openapi.yaml`, over real HTTP: what is sent there is sent, and what is shown
/// there as the answer is answered, but for the times.
class OpenApiExamplesTest {
  private static final JsonMapper JSON = new JsonMapper();

  /// What the ids of all examples begin with. Each operation's examples get a beginning of their
  /// own.
  private static final String IDS = "01900000-";

  /// Whose examples come before an operation's own, where there are any.
  private static final Map<String, List<String>> BEFORE =
      Map.ofEntries(
          Map.entry("listCollections", List.of("createCollection")),
          Map.entry("getCollection", List.of("createCollection")),
          Map.entry("restockCollection", List.of("createCollection")),
          Map.entry("setStrategy", List.of("createCollection")),
          Map.entry("setRateLimit", List.of("createCollection")),
          Map.entry("closeCollection", List.of("createCollection")),
          Map.entry("listCollectionEvents", List.of("createCollection", "placeBid", "acceptBid")),
          Map.entry("listEvents", List.of("createCollection", "placeBid", "acceptBid")),
          Map.entry("placeBid", List.of("createCollection")),
          Map.entry("listBids", List.of("createCollection", "placeBid")),
          Map.entry("acceptBids", List.of("createCollection", "placeBid")),
          Map.entry("acceptBestBids", List.of("createCollection", "placeBid")),
          Map.entry("getBid", List.of("createCollection", "placeBid")),
          Map.entry("withdrawBid", List.of("createCollection", "placeBid")),
          Map.entry("rejectBid", List.of("createCollection", "placeBid")),
          Map.entry("acceptBid", List.of("createCollection", "placeBid")),
          Map.entry("putAcceptance", List.of("createCollection", "placeBid")),
          Map.entry("getAcceptance", List.of("createCollection", "placeBid", "acceptBid")),
          Map.entry("releaseAcceptance", List.of("createCollection", "placeBid", "acceptBid")));

  /// Shows all that ever happened, so it is asked of a server where nothing else did.
  private static final String OF_EVERYTHING = "listEvents";

  private static final AtomicInteger RUNS = new AtomicInteger();

  @RegisterExtension private static final Node NODE = Node.start();
  private static final Client client = NODE.client();

  static List<Operation> operations() {
    return Contract.operations();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void what_it_shows_is_what_happens(Operation operation) {
    if (operation.id().equals(OF_EVERYTHING)) {
      try (Server empty = new TestDatabase().start()) {
        check(operation, new Client(empty.url()));
      }
    } else {
      check(operation, client);
    }
  }

  private static void check(Operation operation, Client client) {
    String ids = String.format(Locale.ROOT, "0191%04x-", RUNS.incrementAndGet());
    for (String earlier : BEFORE.getOrDefault(operation.id(), List.of())) {
      Operation first =
          operations().stream().filter(it -> it.id().equals(earlier)).findFirst().orElseThrow();
      assertThat(send(client, first, ids).status()).as(earlier).isEqualTo(201);
    }

    Reply reply = send(client, operation, ids);

    String expected = operation.node().path("responses").propertyNames().iterator().next();
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(Integer.parseInt(expected));
    Contract.examples(operation.response(reply.status()).at("/content/application~1json"))
        .forEach(
            shown ->
                assertThat(JSON.readTree(timeless(reply.response().body().replace(ids, IDS))))
                    .isEqualTo(JSON.readTree(timeless(shown.toString()))));
  }

  private static Reply send(Client client, Operation operation, String ids) {
    var path = new StringBuilder(operation.path());
    var headers = new TreeMap<String, String>();
    String separator = "?";
    for (JsonNode parameter : operation.parameters()) {
      if (!parameter.has("example")) {
        continue;
      }
      String name = parameter.path("name").asString();
      String value = parameter.path("example").asString();
      switch (parameter.path("in").asString()) {
        case "path" -> path.replace(path.indexOf("{"), path.indexOf("}") + 1, value);
        case "query" -> {
          path.append(separator).append(name).append('=').append(value);
          separator = "&";
        }
        case "header" -> headers.put(name, value);
        default -> throw new AssertionError("a parameter that this test does not know: " + name);
      }
    }
    String body =
        Contract.examples(operation.requestBody()).stream()
            .map(JsonNode::toString)
            .findFirst()
            .orElse("");
    HttpRequest.Builder request = client.request(path.toString().replace(IDS, ids));
    headers.forEach(request::header);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return client.send(
        request.method(operation.method(), BodyPublishers.ofString(body.replace(IDS, ids))));
  }

  private static String timeless(String json) {
    return json.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("\"[0-9a-f]{8}-(\\d+)\"", "\"CURSOR-$1\"");
  }
}
