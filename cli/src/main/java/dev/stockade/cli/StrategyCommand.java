package dev.stockade.cli;

import dev.stockade.cli.client.Lines;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.http.Letter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "strategy",
    header = "Show or change by which strategy a server decides a collection.")
final class StrategyCommand implements Callable<Integer> {
  private static final List<String> SHOWN =
      List.of("strategy", "auto", "strategyReason", "strategySince", "sequence", "at");

  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's id.")
  private UUID collection = new UUID(0, 0);

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The new one, or auto: the server chooses. Default: only show it.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for the log. Default: by hand.")
  private Optional<String> reason = Optional.empty();

  @Mixin private ServerOptions server;

  private final Console console;

  StrategyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (reason.isPresent() && name.isEmpty()) {
      throw new Mistake("--reason needs the NAME of a strategy");
    }
    try (Conversation talk = server.with(console)) {
      return name.isEmpty()
          ? talk.read(Conversation.path(collection), StrategyCommand::lines)
          : talk.ask(
              Letter.put(Conversation.path(collection) + "/strategy", body(name.get())),
              StrategyCommand::lines);
    }
  }

  private ObjectNode body(String strategy) {
    ObjectNode body = Json.object().put("strategy", strategy);
    reason.ifPresent(it -> body.put("reason", it));
    return body;
  }

  private static List<String> lines(JsonNode answer) {
    return Lines.properties(answer, SHOWN);
  }
}
