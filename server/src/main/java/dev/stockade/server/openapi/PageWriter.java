package dev.stockade.server.openapi;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes the page: the operations by their tags, then the shapes, then the problems with what to
/// do next. Confined to one thread.
final class PageWriter {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
  private static final String PROBLEM = "/problems/";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Description description;
  private final JsonNode tree;
  private final Html html = new Html();

  PageWriter(Description description) {
    this.description = description;
    this.tree = description.tree();
  }

  String write(String style) {
    JsonNode info = tree.path("info");
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", text(info, "title") + ": the API").style(style).close("head");
    html.open("body");
    contents(info);
    html.open("main");
    introduction(info);
    tree.path("tags").forEach(this::operations);
    shapes();
    problems();
    return html.close("main").close("body").close("html").toString();
  }

  private void contents(JsonNode info) {
    html.open("nav").element("a", text(info, "title"), "href", "#top", "class", "title");
    for (JsonNode tag : tree.path("tags")) {
      html.element("h2", text(tag, "name")).open("ul");
      eachOperation(tag, (path, method, operation) -> contentsLine(operation));
      html.close("ul");
    }
    html.element("h2", "Reference").open("ul");
    html.open("li").element("a", "Shapes", "href", "#shapes").close("li");
    html.open("li").element("a", "Problems", "href", "#problems").close("li");
    html.open("li").element("a", "openapi.yaml", "href", "/openapi.yaml").close("li");
    html.close("ul").close("nav");
  }

  private void contentsLine(JsonNode operation) {
    html.open("li")
        .element("a", text(operation, "summary"), "href", "#" + text(operation, "operationId"))
        .close("li");
  }

  private void introduction(JsonNode info) {
    html.open("header", "id", "top").element("h1", text(info, "title"));
    html.open("p", "class", "summary").phrase(text(info, "summary")).close("p");
    html.prose(text(info, "description")).close("header");
  }

  private void operations(JsonNode tag) {
    html.open("section").element("h2", text(tag, "name")).prose(text(tag, "description"));
    eachOperation(tag, this::operation);
    html.close("section");
  }

  private interface OperationReader {
    void read(String path, String method, JsonNode operation);
  }

  private void eachOperation(JsonNode tag, OperationReader reader) {
    for (Map.Entry<String, JsonNode> path : tree.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
        JsonNode operation = entry.getValue();
        if (METHODS.contains(entry.getKey())
            && operation.path("tags").path(0).equals(tag.path("name"))) {
          reader.read(path.getKey(), entry.getKey(), operation);
        }
      }
    }
  }

  private void operation(String path, String method, JsonNode operation) {
    html.open("details", "id", text(operation, "operationId")).open("summary");
    html.element("b", method.toUpperCase(Locale.ROOT), "class", method);
    html.element("code", path).element("span", text(operation, "summary")).close("summary");
    html.prose(text(operation, "description"));
    parameters(tree.path("paths").path(path).path("parameters"), operation.path("parameters"));
    JsonNode body = description.resolve(operation.path("requestBody"));
    if (!body.isMissingNode()) {
      html.element("h3", "Body").prose(text(body, "description"));
      content(body);
    }
    html.element("h3", "Answers");
    for (Map.Entry<String, JsonNode> entry : operation.path("responses").properties()) {
      response(entry.getKey(), description.resolve(entry.getValue()));
    }
    html.close("details");
  }

  private void parameters(JsonNode ofPath, JsonNode ofOperation) {
    if (ofPath.isEmpty() && ofOperation.isEmpty()) {
      return;
    }
    html.element("h3", "Parameters").open("table");
    Consumer<JsonNode> row =
        part -> {
          JsonNode parameter = description.resolve(part);
          row(text(parameter, "name"), text(parameter, "in"), parameter, parameter.path("schema"));
        };
    ofPath.forEach(row);
    ofOperation.forEach(row);
    html.close("table");
  }

  private void row(String name, String kind, JsonNode part, JsonNode schema) {
    html.open("tr").open("td").element("code", name).close("td").open("td").text(kind);
    html.close("td").open("td");
    type(schema);
    html.close("td").open("td").phrase(text(part, "description")).close("td").close("tr");
  }

  private void response(String status, JsonNode response) {
    html.open("div", "class", "answer").open("p");
    html.element("b", status.equals("default") ? "other" : status, "class", "status");
    html.phrase(text(response, "description")).close("p");
    if (!response.path("headers").isEmpty()) {
      html.open("table");
      for (Map.Entry<String, JsonNode> entry : response.path("headers").properties()) {
        JsonNode header = description.resolve(entry.getValue());
        row(entry.getKey(), "header", header, header.path("schema"));
      }
      html.close("table");
    }
    content(response);
    html.close("div");
  }

  private void content(JsonNode part) {
    for (Map.Entry<String, JsonNode> entry : part.path("content").properties()) {
      JsonNode content = entry.getValue();
      if (entry.getKey().equals("application/problem+json")) {
        problemLinks(content.path("examples"));
        continue;
      }
      html.open("p").element("code", entry.getKey()).text(" ");
      type(content.path("schema"));
      html.close("p");
      example(content.path("example"));
      content.path("examples").forEach(it -> example(description.resolve(it).path("value")));
    }
  }

  private void problemLinks(JsonNode examples) {
    html.open("p", "class", "problems");
    for (String name : new TreeSet<>(examples.propertyNames())) {
      html.element("a", name, "href", "#" + name).text(" ");
    }
    html.close("p");
  }

  private void example(JsonNode example) {
    if (!example.isMissingNode()) {
      html.element(
          "pre", example.isString() ? example.stringValue() : JSON.writeValueAsString(example));
    }
  }

  private void shapes() {
    html.open("section", "id", "shapes").element("h2", "Shapes");
    for (Map.Entry<String, JsonNode> entry : tree.at("/components/schemas").properties()) {
      JsonNode schema = entry.getValue();
      html.element("h3", entry.getKey(), "id", entry.getKey());
      html.prose(text(schema, "description"));
      if (schema.path("properties").isEmpty()) {
        html.open("p");
        type(schema);
        html.close("p");
      } else {
        properties(schema);
      }
    }
    html.close("section");
  }

  private void properties(JsonNode schema) {
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.stringValue()));
    html.open("table");
    for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
      String kind = required.contains(entry.getKey()) ? "" : "may be absent";
      row(entry.getKey(), kind, entry.getValue(), entry.getValue());
    }
    html.close("table");
  }

  /// A link to the shape, or what it is in a few words.
  private void type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").stringValue().replaceAll(".*/", "");
      html.element("a", name, "href", "#" + name);
    } else if (!schema.path("items").isMissingNode()) {
      html.text("array of ");
      type(schema.path("items"));
    } else if (!schema.path("anyOf").isMissingNode()) {
      String between = "";
      for (JsonNode one : schema.path("anyOf")) {
        html.text(between);
        type(one);
        between = " or ";
      }
    } else {
      html.text(Types.phrase(schema));
    }
  }

  private void problems() {
    html.open("section", "id", "problems").element("h2", "Problems");
    html.prose(text(tree.at("/components/schemas/Problem"), "description"));
    for (JsonNode example : tree.at("/components/examples")) {
      JsonNode value = example.path("value");
      if (text(value, "type").startsWith(PROBLEM)) {
        String name = text(value, "type").substring(PROBLEM.length());
        html.open("h3", "id", name).text(name + " ");
        html.element("b", Integer.toString(value.path("status").asInt()), "class", "status");
        html.close("h3").prose(text(example, "summary") + ". " + text(example, "description"));
      }
    }
    html.close("section");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
