package dev.stockade.cli;

import dev.stockade.cli.client.Lines;
import dev.stockade.lab.http.Letter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    header = "Accept bids on a server.",
    description = {
      "A bid that was accepted before is told with the same sequence. Several are decided one after another, in the order in which they"
          + " are given; one that is refused does not keep the others from theirs.",
    },
    exitCodeList = {
      "0:all of them are accepted",
      "1:at least one was refused by the rules: sold out, closed, withdrawn, …",
      ServerOptions.BAD_INPUT,
      ServerOptions.ABSENT,
      ServerOptions.TRY_AGAIN
    })
final class AcceptCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's id.")
  private UUID collection = new UUID(0, 0);

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "BID", description = "The bids' ids.")
  private List<UUID> bids = List.of();

  @Mixin private ServerOptions server;

  private final Console console;

  AcceptCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    int worst = Exit.WELL;
    try (Conversation talk = server.with(console)) {
      for (UUID bid : bids) {
        int code =
            talk.ask(
                Letter.post(Conversation.path(collection, bid) + "/acceptance"), Lines::properties);
        worst = Math.max(worst, code);
      }
    }
    return worst;
  }
}
