package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.stockade.server.http.Route;
import dev.stockade.server.openapi.Description;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Judges what a server answers by `openapi.yaml`, more strictly than a client may: a field that is
/// not described is a mistake too.
final class Contract {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Description DESCRIPTION = Description.get();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          Dialects.getOpenApi31(),
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private static final Map<JsonNode, Schema> COMPILED = new ConcurrentHashMap<>();

  private Contract() {}

  /// An operation of the description.
  record Operation(String method, String path, JsonNode node) {
    String id() {
      return node.path("operationId").asString();
    }

    /// With those of its path.
    List<JsonNode> parameters() {
      var parameters = new ArrayList<JsonNode>();
      tree().path("paths").path(path).path("parameters").forEach(it -> parameters.add(of(it)));
      node.path("parameters").forEach(it -> parameters.add(of(it)));
      return parameters;
    }

    JsonNode requestBody() {
      return of(node.path("requestBody")).at("/content/application~1json");
    }

    /// The response of a status, and whether it is listed by it.
    JsonNode response(int status) {
      JsonNode responses = node.path("responses");
      JsonNode listed = responses.path(Integer.toString(status));
      return of(listed.isMissingNode() ? responses.path("default") : listed);
    }

    @Override
    public String toString() {
      return id();
    }
  }

  static JsonNode tree() {
    return DESCRIPTION.tree();
  }

  static JsonNode of(JsonNode part) {
    return DESCRIPTION.resolve(part);
  }

  static List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (Map.Entry<String, JsonNode> path : tree().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
        if (METHODS.contains(entry.getKey())) {
          operations.add(
              new Operation(
                  entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()));
        }
      }
    }
    return operations;
  }

  /// The values of the examples of a content: `example`, and those below `examples`.
  static List<JsonNode> examples(JsonNode content) {
    var examples = new ArrayList<JsonNode>();
    if (content.has("example")) {
      examples.add(content.path("example"));
    }
    content.path("examples").forEach(it -> examples.add(of(it).path("value")));
    return examples;
  }

  static void check(String method, URI url, HttpResponse<String> response) {
    Optional<Operation> operation = find(method.equals("HEAD") ? "GET" : method, url.getPath());
    JsonNode described =
        operation
            .map(it -> it.response(response.statusCode()))
            .orElseGet(() -> of(tree().at("/components/responses/Other")));
    String where = "%s %s: %d".formatted(method, url.getPath(), response.statusCode());
    String type = response.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
    if (response.statusCode() == 304) {
      assertThat(operation.orElseThrow().node().path("responses").propertyNames()).contains("304");
      assertThat(response.body()).as(where).isEmpty();
    } else {
      assertThat(described.path("content").propertyNames()).as(where).contains(type);
    }
    headers(where, described, response);
    if (type.endsWith("json") && !method.equals("HEAD")) {
      JsonNode content = described.path("content").path(type);
      JsonNode body = JSON.readTree(response.body());
      assertThat(errors(content.path("schema"), body)).as("%s %s", where, body).isEmpty();
      if (type.equals("application/problem+json")) {
        assertThat(content.path("examples").propertyNames())
            .as("problems of %s", where)
            .contains(body.path("type").asString().replace("/problems/", ""));
      }
    }
  }

  private static Optional<Operation> find(String method, String path) {
    return operations().stream()
        .filter(it -> it.method().equals(method))
        .filter(it -> path.matches(it.path().replaceAll("\\{\\w+}", "[^/]+")))
        .findFirst();
  }

  private static void headers(String where, JsonNode described, HttpResponse<String> response) {
    for (Map.Entry<String, JsonNode> entry : described.path("headers").properties()) {
      JsonNode header = of(entry.getValue());
      Optional<String> value = response.headers().firstValue(entry.getKey());
      assertThat(value.isPresent() || !header.path("required").asBoolean())
          .as("%s has the header %s", where, entry.getKey())
          .isTrue();
      value.ifPresent(
          text -> {
            boolean number = header.path("schema").path("type").asString().equals("integer");
            JsonNode sent = JSON.readTree(number ? text : JSON.writeValueAsString(text));
            assertThat(errors(header.path("schema"), sent))
                .as("%s %s: %s", where, entry.getKey(), text)
                .isEmpty();
          });
    }
  }

  /// What is wrong with a value by a schema.
  static List<Error> errors(JsonNode schema, JsonNode value) {
    return COMPILED.computeIfAbsent(schema, Contract::compile).validate(value);
  }

  private static Schema compile(JsonNode schema) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("$defs", tree().at("/components/schemas"));
    whole =
        (ObjectNode) JSON.readTree(whole.toString().replace("#/components/schemas/", "#/$defs/"));
    close(whole);
    return SCHEMAS.getSchema(whole);
  }

  /// Lets objects have no other fields than the described ones.
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
    node.forEach(Contract::close);
  }

  /// What a route and an operation have in common.
  static String name(Route route) {
    return route.method() + " " + route.path();
  }
}
