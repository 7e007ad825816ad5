package dev.stockade.cli;

import dev.stockade.cli.client.Lines;
import dev.stockade.lab.http.Letter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "collection",
    header = "Open, read, restock and close collections of a server.",
    synopsisSubcommandLabel = "COMMAND")
final class CollectionCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("id", "supply", "stock", "accepted", "status", "strategy", "name");

  @Spec private CommandSpec spec;

  private final Console console;

  CollectionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.USAGE;
  }

  @Command(
      name = "create",
      header = "Open a collection.",
      description =
          "Its id is the key under which the same can be asked for again: where none is given, one is made and printed.")
  int create(
      @Option(names = "--name", required = true, paramLabel = "TEXT", description = "Its name.")
          String name,
      @Option(names = "--supply", required = true, paramLabel = "N", description = "Its units.")
          int supply,
      @Option(names = "--id", paramLabel = "ID", description = "Its id. Default: a new one.")
          Optional<UUID> given,
      @Option(
              names = "--strategy",
              paramLabel = "NAME",
              description = "By which strategy it is decided, or auto. Default: the server's.")
          Optional<String> strategy,
      @Option(
              names = "--rate-limit",
              paramLabel = "LIMIT",
              description =
                  "How many attempts to accept it lets in, such as 100/s, or off. Default: the server's.")
          Optional<String> rateLimit,
      @Mixin ServerOptions server)
      throws InterruptedException {
    UUID id = Conversation.orNew(given);
    ObjectNode body =
        Json.object().put("id", id.toString()).put("name", name).put("supply", supply);
    strategy.ifPresent(it -> body.put("strategy", it));
    rateLimit.ifPresent(it -> body.put("rateLimit", it));
    try (Conversation talk = server.with(console)) {
      return talk.ask(Letter.post("/v1/collections", body), id, Lines::properties);
    }
  }

  @Command(name = "show", header = "Show a collection.")
  int show(
      @Parameters(paramLabel = "COLLECTION", description = "Its id.") UUID id,
      @Mixin ServerOptions server)
      throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      return talk.read(Conversation.path(id), Lines::properties);
    }
  }

  @Command(
      name = "list",
      header = "List collections by id.",
      exitCodeList = {
        ServerOptions.DONE,
        ServerOptions.BAD_INPUT,
        ServerOptions.ABSENT,
        ServerOptions.TRY_AGAIN
      })
  int list(
      @Option(names = "--after", paramLabel = "ID", description = "Those after this id.")
          Optional<UUID> after,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "The most at once, 1 to 1000. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Mixin ServerOptions server)
      throws InterruptedException {
    String path =
        "/v1/collections?limit=%d%s".formatted(limit, after.map(it -> "&after=" + it).orElse(""));
    try (Conversation talk = server.with(console)) {
      return talk.read(
          path,
          page -> {
            talk.tellMore(page);
            return Lines.table(page.path("collections").valueStream(), COLUMNS);
          });
    }
  }

  @Command(
      name = "restock",
      header = "Add units to a collection.",
      description =
          "A restock's id is its key: sent again with the same id, it adds nothing. Where none is given, one is made and"
              + " printed.")
  int restock(
      @Parameters(index = "0", paramLabel = "COLLECTION", description = "Its id.") UUID collection,
      @Parameters(index = "1", paramLabel = "QUANTITY", description = "Units to add.") int quantity,
      @Option(names = "--id", paramLabel = "ID", description = "The restock's. Default: a new one.")
          Optional<UUID> given,
      @Mixin ServerOptions server)
      throws InterruptedException {
    UUID id = Conversation.orNew(given);
    ObjectNode body = Json.object().put("id", id.toString()).put("quantity", quantity);
    try (Conversation talk = server.with(console)) {
      return talk.ask(
          Letter.post(Conversation.path(collection) + "/restocks", body), id, Lines::properties);
    }
  }

  @Command(name = "close", header = "Close a collection for good.")
  int close(
      @Parameters(paramLabel = "COLLECTION", description = "Its id.") UUID id,
      @Mixin ServerOptions server)
      throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      return talk.ask(Letter.post(Conversation.path(id) + "/closure"), Lines::properties);
    }
  }
}
