package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.Contract.Operation;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Route;
import io.helidon.common.media.type.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Holds `openapi.yaml` against the code.
class OpenApiTest {
  @RegisterExtension private static final Node NODE = Node.start();

  static List<Operation> operations() {
    return Contract.operations();
  }

  static List<Route> routes() {
    return NODE.server().routes().all();
  }

  @Test
  void every_route_is_described_and_every_operation_is_served() {
    assertThat(operations().stream().map(it -> it.method() + " " + it.path()))
        .containsExactlyInAnyOrderElementsOf(routes().stream().map(Contract::name).toList());
  }

  @Test
  void every_parameter_of_a_route_is_described_and_no_other() {
    for (Route route : routes()) {
      assertThat(in("query", of(route)))
          .as(route.path())
          .isEqualTo(new TreeSet<>(route.parameters()));
      Stream<String> segments =
          Arrays.stream(route.path().split("/"))
              .filter(it -> it.startsWith("{"))
              .map(it -> it.replaceAll("[{}]", ""));
      assertThat(in("path", of(route)))
          .as(route.path())
          .containsExactlyInAnyOrderElementsOf(segments.toList());
    }
  }

  @Test
  void every_media_type_that_a_route_offers_is_described_and_no_other() {
    for (Route route : routes()) {
      assertThat(of(route).response(200).path("content").propertyNames())
          .as(route.path())
          .containsExactlyInAnyOrderElementsOf(
              route.offers().stream().map(MediaType::text).toList());
    }
  }

  @Test
  void a_body_is_described_where_a_route_reads_one() {
    for (Route route : routes()) {
      boolean required =
          Contract.of(of(route).node().path("requestBody")).path("required").asBoolean();
      assertThat(required).as(route.path()).isEqualTo(route.body() == Route.Body.OBJECT);
    }
  }

  @Test
  void every_problem_is_described_with_what_to_do_next() {
    assertThat(Contract.tree().at("/components/schemas/Problem/properties/type/enum").valueStream())
        .extracting(JsonNode::asString)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
    for (ProblemType type : ProblemType.values()) {
      JsonNode example =
          Contract.tree().at("/components/examples").path(type.uri().replace("/problems/", ""));
      assertThat(example.path("description").asString()).as(type.uri()).isNotBlank();
      assertThat(example.path("summary").asString()).as(type.uri()).isNotBlank();
      assertThat(example.path("value").path("type").asString()).isEqualTo(type.uri());
      assertThat(example.path("value").path("title").asString()).isEqualTo(type.title());
      assertThat(example.path("value").path("status").asInt()).isEqualTo(type.status());
    }
  }

  @Test
  void the_type_of_every_problem_is_an_address_that_says_what_to_do_next() {
    var client = NODE.client();
    for (ProblemType type : ProblemType.values()) {
      Client.Reply told = client.get(type.uri());
      assertThat(told.status()).as(type.uri()).isEqualTo(200);
      assertThat(told.text("type")).isEqualTo(type.uri());
      assertThat(told.number("status")).isEqualTo(type.status());
      assertThat(told.text("next")).isNotBlank();
    }
    assertThat(client.get("/problems/none").status()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void its_examples_are_what_its_schemas_say(Operation operation) {
    var contents = new ArrayList<JsonNode>();
    contents.add(operation.requestBody());
    for (JsonNode response : operation.node().path("responses")) {
      Contract.of(response).path("content").forEach(contents::add);
    }
    for (JsonNode content : contents) {
      for (JsonNode example : Contract.examples(content)) {
        assertThat(Contract.errors(content.path("schema"), example)).as("%s", example).isEmpty();
      }
    }
    for (JsonNode parameter : operation.parameters()) {
      if (!parameter.has("example")) {
        continue;
      }
      assertThat(Contract.errors(parameter.path("schema"), parameter.path("example"))).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void a_problem_is_listed_under_its_own_status(Operation operation) {
    operation
        .node()
        .path("responses")
        .properties()
        .forEach(
            response -> {
              JsonNode content =
                  Contract.of(response.getValue()).at("/content/application~1problem+json");
              if (!response.getKey().equals("default")) {
                assertThat(Contract.examples(content))
                    .allMatch(it -> it.path("status").asString().equals(response.getKey()));
              }
            });
  }

  private static Operation of(Route route) {
    return operations().stream()
        .filter(it -> Contract.name(route).equals(it.method() + " " + it.path()))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> in(String place, Operation operation) {
    var names = new TreeSet<String>();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asString().equals(place)) {
        names.add(parameter.path("name").asString());
      }
    }
    return names;
  }
}
