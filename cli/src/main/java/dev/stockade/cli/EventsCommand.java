package dev.stockade.cli;

import dev.stockade.cli.client.Follower;
import dev.stockade.cli.client.Lines;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "events",
    header = "Print the log of a collection, in order and without a gap.",
    description = {
      "With --json an event is one line. With --follow it goes on with those that come, each once, and connects again whenever"
          + " the server goes away, until it is ended."
    },
    exitCodeList = {
      "0:all events were printed, or nobody reads them any more",
      ServerOptions.REFUSED,
      ServerOptions.BAD_INPUT,
      ServerOptions.ABSENT,
      ServerOptions.TRY_AGAIN,
      "130:ended by Ctrl-C",
      "143:ended by SIGTERM"
    })
final class EventsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "COLLECTION", description = "The collection's id.")
  private UUID collection = new UUID(0, 0);

  @Option(
      names = "--after",
      paramLabel = "SEQUENCE",
      defaultValue = "0",
      description = "Those after this one. Default: all.")
  private long after;

  @Option(names = "--follow", description = "Go on with those that come.")
  private boolean follow;

  @Mixin private ServerOptions server;

  private final Console console;

  EventsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      var follower =
          new Follower(
              talk.remote(),
              Conversation.path(collection) + "/events",
              after,
              event -> print(event, talk.isJson()),
              talk::say);
      return (follow ? follower.follow() : follower.read()).map(talk::tell).orElse(Exit.WELL);
    }
  }

  /// Returns whether somebody reads on.
  private boolean print(JsonNode event, boolean json) {
    console.out().println(json ? event.toString() : Lines.event(event));
    return !console.out().checkError();
  }
}
