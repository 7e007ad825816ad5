package dev.stockade.server.api;

import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Background;
import dev.stockade.server.http.Json;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/operations`: requests whose clients did not wait, and their answers.
final class Operations {
  private final Background background;

  Operations(Background background) {
    this.background = background;
  }

  List<Route> routes() {
    return List.of(Route.get(Paths.OPERATION, this::read));
  }

  private Answer read(Request request) {
    UUID id = request.id("operation");
    Optional<Optional<Answer>> found = background.find(id);
    if (found.isEmpty()) {
      return Problem.of(
              ProblemType.UNKNOWN_OPERATION,
              "no operation of this id is known here; send its request again, with the same ids or the same key")
          .answer();
    }
    return found
        .get()
        .map(answer -> Answer.ok(done(id, answer)))
        .orElseGet(() -> Answer.ok(Background.running(id)).with("Retry-After", "1"));
  }

  private static ObjectNode done(UUID id, Answer answer) {
    ObjectNode headers = Json.object();
    answer.headers().forEach(headers::put);
    ObjectNode told = Json.object().put("status", answer.status());
    told.set("headers", headers);
    told.set("body", answer.body());
    ObjectNode done = Json.object().put("id", id.toString()).put("status", "done");
    done.set("answer", told);
    return done;
  }
}
