package dev.stockade.cli;

import dev.stockade.lab.http.Letter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "rate-limit",
    header = "Show or change how many attempts to accept a server lets in on a collection.")
final class RateLimitCommand implements Callable<Integer> {
  private static final String OFF = "off";

  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's id.")
  private UUID collection = new UUID(0, 0);

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LIMIT",
      description =
          "The new one, such as 1/s, 100/10s, '5/min burst 20', or off. Default: only show it.")
  private Optional<String> limit = Optional.empty();

  @Mixin private ServerOptions server;

  private final Console console;

  RateLimitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      String path = Conversation.path(collection);
      return limit.isEmpty()
          ? talk.read(path, RateLimitCommand::lines)
          : talk.ask(
              Letter.put(path + "/rate-limit", Json.object().put("rateLimit", limit.get())),
              RateLimitCommand::lines);
    }
  }

  private static List<String> lines(JsonNode collection) {
    return List.of(collection.path("rateLimit").asString(OFF));
  }
}
