package dev.stockade.cli;

import dev.stockade.cli.client.Lines;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.http.Letter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "accept",
    header = "Accept bids on a server.",
    description =
        "A bid that was accepted before is told with the same sequence. Several are decided in the order in which they are given; one"
            + " that is refused does not keep the others from theirs.",
    exitCodeList = {
      "0:all of them are accepted",
      "1:at least one was refused by the rules: sold out, closed, withdrawn, …",
      ServerOptions.BAD_INPUT,
      ServerOptions.ABSENT,
      ServerOptions.TRY_AGAIN
    })
final class AcceptCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's id.")
  private UUID collection = new UUID(0, 0);

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "BID",
      description = "The bids' ids, up to 1000.")
  private List<UUID> bids = List.of();

  @Mixin private ServerOptions server;

  private final Console console;

  AcceptCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (bids.size() > MOST) {
      throw new Mistake("accept takes at most %d bids at once: %d".formatted(MOST, bids.size()));
    }
    try (Conversation talk = server.with(console)) {
      if (bids.size() == 1) {
        return talk.ask(
            Letter.post(Conversation.path(collection, bids.getFirst()) + "/acceptance"),
            Lines::properties);
      }
      ObjectNode body = Json.object();
      ArrayNode ids = body.putArray("bids");
      bids.forEach(bid -> ids.add(bid.toString()));
      return talk.askForMany(
          Letter.post(Conversation.path(collection) + "/acceptances:batch", body));
    }
  }
}
