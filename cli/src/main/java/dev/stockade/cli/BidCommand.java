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
    name = "bid",
    header = "Place, read, withdraw and reject bids on a server.",
    synopsisSubcommandLabel = "COMMAND")
final class BidCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("id", "quantity", "price", "placedAt", "status", "bidder");

  enum Order {
    price,
    time
  }

  enum BidStatus {
    open,
    accepted,
    withdrawn,
    rejected,
    released
  }

  @Spec private CommandSpec spec;

  private final Console console;

  BidCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.USAGE;
  }

  @Command(
      name = "place",
      header = "Place a bid.",
      description =
          "Its id is the key under which the same can be asked for again: where none is given, one is made and printed.")
  int place(
      @Parameters(paramLabel = "COLLECTION", description = "On what.") UUID collection,
      @Option(names = "--bidder", required = true, paramLabel = "TEXT", description = "Whose.")
          String bidder,
      @Option(
              names = "--amount",
              required = true,
              paramLabel = "N",
              description = "The price, in minor units: 2500 is 25.00 EUR.")
          long amount,
      @Option(
              names = "--currency",
              required = true,
              paramLabel = "CODE",
              description = "Its currency, such as EUR.")
          String currency,
      @Option(
              names = "--quantity",
              paramLabel = "N",
              defaultValue = "1",
              description = "Units. Default: ${DEFAULT-VALUE}.")
          int quantity,
      @Option(names = "--id", paramLabel = "ID", description = "Its id. Default: a new one.")
          Optional<UUID> given,
      @Mixin ServerOptions server)
      throws InterruptedException {
    UUID id = Conversation.orNew(given);
    ObjectNode body =
        Json.object().put("id", id.toString()).put("bidder", bidder).put("quantity", quantity);
    body.putObject("price").put("amount", amount).put("currency", currency);
    try (Conversation talk = server.with(console)) {
      return talk.ask(
          Letter.post(Conversation.path(collection) + "/bids", body), id, Lines::properties);
    }
  }

  @Command(name = "show", header = "Show a bid.")
  int show(@Mixin BidParameters bid, @Mixin ServerOptions server) throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      return talk.read(bid.path(), Lines::properties);
    }
  }

  @Command(name = "list", header = "List the bids on a collection.")
  int list(
      @Parameters(paramLabel = "COLLECTION", description = "On what.") UUID collection,
      @Option(
              names = "--order",
              paramLabel = "ORDER",
              defaultValue = "time",
              description =
                  "price: the highest first; or ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          Order order,
      @Option(
              names = "--currency",
              paramLabel = "CODE",
              description = "By price, of this currency. Default: the only one there is.")
          Optional<String> currency,
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "Only those that are ${COMPLETION-CANDIDATES}. Default: all.")
          Optional<BidStatus> status,
      @Option(
              names = "--after",
              paramLabel = "CURSOR",
              description = "Those after the page that named this.")
          Optional<String> after,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "The most at once, 1 to 1000. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Mixin ServerOptions server)
      throws InterruptedException {
    String path =
        "%s/bids?order=%s&limit=%d%s%s%s"
            .formatted(
                Conversation.path(collection),
                order,
                limit,
                currency.map(it -> "&currency=" + Conversation.queried(it)).orElse(""),
                status.map(it -> "&status=" + it).orElse(""),
                after.map(it -> "&after=" + Conversation.queried(it)).orElse(""));
    try (Conversation talk = server.with(console)) {
      return talk.read(
          path,
          page -> {
            talk.tellMore(page);
            return Lines.table(page.path("bids").valueStream(), COLUMNS);
          });
    }
  }

  @Command(name = "withdraw", header = "Take a bid back, as its bidder.")
  int withdraw(@Mixin BidParameters bid, @Mixin ServerOptions server) throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      return talk.ask(Letter.delete(bid.path()), Lines::properties);
    }
  }

  @Command(name = "reject", header = "Decline a bid, as the seller.")
  int reject(@Mixin BidParameters bid, @Mixin ServerOptions server) throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      return talk.ask(Letter.post(bid.path() + "/rejection"), Lines::properties);
    }
  }
}
