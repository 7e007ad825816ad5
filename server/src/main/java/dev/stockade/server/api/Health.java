package dev.stockade.server.api;

import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Json;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import dev.stockade.server.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// `/health`: for whoever starts, stops and balances servers. *Live*: the process answers. *Ready*:
/// it is not ending, and the database answers.
final class Health {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final BooleanSupplier ending;
  private final BooleanSupplier databaseAnswers;

  Health(BooleanSupplier ending, BooleanSupplier databaseAnswers) {
    this.ending = ending;
    this.databaseAnswers = databaseAnswers;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health", this::ready),
        Route.get("/health/ready", this::ready),
        Route.get("/health/live", request -> Answer.ok(Json.object().put("status", "live"))));
  }

  private Answer ready(Request request) {
    if (ending.getAsBoolean()) {
      return Problem.of(ProblemType.BUSY, "the server ends").retryAfter(SOON).answer();
    }
    return databaseAnswers.getAsBoolean()
        ? Answer.ok(Json.object().put("status", "ready"))
        : Problem.of(ProblemType.DATABASE_UNAVAILABLE, "the database does not answer")
            .retryAfter(SOON)
            .answer();
  }
}
