package dev.stockade.server.api;

import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Json;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import dev.stockade.server.openapi.Description;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/problems`: what the types of problems mean, at the address that each of them is.
final class Problems {
  private Problems() {}

  static List<Route> routes() {
    return List.of(Route.get(Paths.PROBLEM, Problems::read));
  }

  private static Answer read(Request request) {
    String name = request.segment("problem");
    String uri = Paths.PROBLEMS + "/" + name;
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.uri().equals(uri))
        .findFirst()
        .map(type -> Answer.ok(told(type, name)).tagged())
        .orElseGet(
            () ->
                Problem.of(ProblemType.UNKNOWN_PATH, "there is no such type of problem").answer());
  }

  private static ObjectNode told(ProblemType type, String name) {
    JsonNode described = Description.get().tree().at("/components/examples").path(name);
    return Json.object()
        .put("type", type.uri())
        .put("title", type.title())
        .put("status", type.status())
        .put("summary", described.path("summary").asString())
        .put("next", described.path("description").asString().strip());
  }
}
