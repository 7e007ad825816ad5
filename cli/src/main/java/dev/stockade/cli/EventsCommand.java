package dev.stockade.cli;

import dev.stockade.cli.client.Follower;
import dev.stockade.cli.client.Lines;
import dev.stockade.lab.Mistake;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "events",
    header = "Print the log of a collection, or the events of all, in order and without a gap.",
    description = {
      "With --json an event is one line. With --follow it goes on with those that come, each once, as the server sends them, and"
          + " connects again whenever it is cut off or the server goes away, until it is ended.",
      "Without a collection events have a cursor, with which --after goes on later."
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
  @Parameters(
      paramLabel = "COLLECTION",
      arity = "0..1",
      description = "The collection's id. Default: all of them.")
  private @Nullable UUID collection;

  @Option(
      names = "--after",
      paramLabel = "ID",
      description =
          "Those after this one: a sequence, or, of all collections, a cursor. Default: all.")
  private @Nullable String after;

  @Option(names = "--follow", description = "Go on with those that come.")
  private boolean follow;

  @Mixin private ServerOptions server;

  private final Console console;

  EventsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Follower.Source source = source();
    try (Conversation talk = server.with(console)) {
      var follower =
          new Follower(talk.remote(), source, event -> print(event, talk.isJson()), talk::say);
      return (follow ? follower.follow() : follower.read()).map(talk::tell).orElse(Exit.WELL);
    }
  }

  private Follower.Source source() {
    if (collection == null) {
      return Follower.Source.ofAll(after == null ? "" : after);
    }
    if (after != null && !after.matches("[0-9]{1,18}")) {
      throw new Mistake("--after must be the sequence of an event: '%s'".formatted(after));
    }
    return Follower.Source.ofCollection(
        Conversation.path(collection), after == null ? 0 : Long.parseLong(after));
  }

  /// Returns whether somebody reads on.
  private boolean print(JsonNode event, boolean json) {
    console.out().println(json ? event.toString() : Lines.event(event));
    return !console.out().checkError();
  }
}
